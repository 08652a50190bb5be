package io.sectorsh.shell.prompt;

import io.sectorsh.shell.command.ExitCode;
import io.sectorsh.shell.command.Form;
import io.sectorsh.shell.completion.NameCompleter;
import io.sectorsh.shell.engine.Engine;
import io.sectorsh.shell.evaluation.Interpreter;
import io.sectorsh.shell.evaluation.WarmEngine;
import io.sectorsh.shell.groovy.GroovyEvaluator;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.java.JavaEvaluator;
import io.sectorsh.shell.line.Completeness;
import io.sectorsh.shell.prose.WrappedText;
import io.sectorsh.shell.script.ScriptLine;
import io.sectorsh.shell.script.Scripts;
import io.sectorsh.shell.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/** Reads lines from a person and does what they say until the person leaves. */
public final class Prompt {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Conversation talk;
  private final ColonCommands commands;
  private final LineReader reader;

  /**
   * @param form how results are shown when a line does not say
   * @param debug whether failures come with their stack traces
   * @param history where lines are kept; empty to keep them only while this runs
   */
  public Prompt(
      Terminal terminal, Session session, Form form, boolean debug, Optional<Path> history) {
    Scripts.offer(session, false);
    SessionBinding binding = new SessionBinding(session);
    Engine groovy = new WarmEngine("groovy", Completeness::isOpen, () -> warm(binding));
    Supplier<Engine> java = () -> new JavaEvaluator(binding);
    this.talk =
        new Conversation(
            terminal, session, new Interpreter(binding), new Engines(groovy, java), form, debug);
    History lines = new KeptHistory();
    this.commands = new ColonCommands(new HistoryList(lines), new ModeSwitch(this::ask));
    Completer names = new LineCompleter(talk, commands, new NameCompleter(binding));
    this.reader = reader(terminal, lines, history, names);
    session.migrations().setWatcher(new TerminalWatcher(terminal, this::ask));
  }

  private static Engine warm(SessionBinding binding) {
    GroovyEvaluator evaluator = new GroovyEvaluator(binding, true);
    evaluator.evaluate("[1].findAll { it > 0 }.size() + \"${1}\".size()");
    return evaluator;
  }

  /** Ctrl-C instead of an answer is none; an answer is nothing for the history. */
  private String ask(String question) {
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    try {
      return reader.readLine(question);
    } catch (UserInterruptException | EndOfFileException none) {
      return "";
    } finally {
      reader.setVariable(LineReader.DISABLE_HISTORY, false);
    }
  }

  private LineReader reader(
      Terminal terminal, History lines, Optional<Path> file, Completer names) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("sectorsh")
            .parser(new TypedLineParser(line -> talk.engine().isOpen(line)))
            .history(lines)
            .completer(names)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, PromptText.continuation())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, true);
    if (talk.isColoured()) {
      builder.highlighter(new CodeHighlighter());
    }
    file.ifPresent(path -> builder.variable(LineReader.HISTORY_FILE, path));
    return builder.build();
  }

  /** Talks; returns when the person leaves. */
  public ExitCode run() {
    talk.say("Observe mode: nothing can be changed. Help is :help.");
    startSystems();
    while (!talk.isEnded()) {
      try {
        handle(reader.readLine(PromptText.of(talk)));
      } catch (UserInterruptException dropped) {
        // Ctrl-C on a half-typed line drops the line and nothing else.
      } catch (EndOfFileException left) {
        talk.end();
      }
    }
    return ExitCode.DONE;
  }

  private void startSystems() {
    Thread thread = new Thread(this::announceSystems, "systems");
    thread.setDaemon(true);
    thread.start();
  }

  private void announceSystems() {
    try {
      talk.session().profile();
      if (reader instanceof LineReaderImpl live) {
        live.setPrompt(PromptText.of(talk));
      }
      Optional<String> systems = talk.session().systems().describe();
      if (systems.isPresent()) {
        List<String> lines = new ArrayList<>(List.of(systems.get()));
        lines.addAll(talk.session().systems().situation());
        int columns = talk.screen().width() - 1;
        reader.printAbove(String.join("\n", WrappedText.lines(String.join("\n", lines), columns)));
      } else if (reader.isReading()) {
        reader.callWidget(LineReader.REDISPLAY);
      }
    } catch (RuntimeException failure) {
      // Told when a line needs the systems: there it can be read.
    }
  }

  private void handle(String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      return;
    }
    if (text.startsWith(":mode ")) {
      attempt(() -> commands.run(talk, text), () -> false); // asks, and so needs the terminal
    } else {
      runStoppably(text);
    }
    talk.terminal().flush();
  }

  private void runStoppably(String text) {
    StoppableTask task = new StoppableTask(talk.terminal(), PATIENCE);
    switch (task.run(
        () -> attempt(() -> act(text), task::isStopping),
        () -> talk.engine().stop(),
        () -> talk.session().migrations().interrupt())) {
      case STOPPED -> talk.say("interrupted");
      case ABANDONED ->
          talk.say("It does not stop within 2 s and is left behind; it may still be at work.");
      case FINISHED -> {}
    }
  }

  private void attempt(Runnable work, BooleanSupplier stopping) {
    try {
      work.run();
    } catch (Throwable thrown) {
      if (!stopping.getAsBoolean()) {
        talk.tell(thrown);
      }
    }
  }

  private void act(String text) {
    Predicate<String> isVariable = talk.interpreter().binding()::hasVariable;
    if (text.startsWith(":") || ColonCommands.isBare(text, isVariable)) {
      commands.run(talk, text);
      return;
    }
    Optional<ScriptLine> script = ScriptLine.read(text, talk.library(), isVariable);
    if (script.isPresent()) {
      talk.run(script.get().call(), script.get().form());
    } else {
      talk.interpret(text);
    }
  }
}
