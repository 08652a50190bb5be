package io.sectorsh.shell.completion;

import io.sectorsh.jsonrpc.MethodHelp;
import io.sectorsh.rows.Rows;
import io.sectorsh.shell.engine.ImportedPackages;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.report.Members;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes names from the types of things. It never evaluates what is typed, so that looking for a
 * name does not call a daemon; only the methods behind {@code rpc} come from the daemon itself,
 * which is asked in the background.
 */
public final class NameCompleter implements Completer {
  private static final List<String> OTHERS =
      List.of("java.lang", "java.util", "java.time", "java.nio.file");
  private static final List<String> LIST_METHODS =
      List.of(
          "any",
          "collect",
          "collectEntries",
          "count",
          "countBy",
          "each",
          "every",
          "find",
          "findAll",
          "groupBy",
          "head",
          "join",
          "max",
          "min",
          "size",
          "sort",
          "sum",
          "take");

  private final SessionBinding binding;
  private final RemoteNames remote;

  /** Completes what this binding's variables offer. */
  public NameCompleter(SessionBinding binding) {
    this.binding = binding;
    this.remote = new RemoteNames(binding);
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String before = line.line().substring(0, line.cursor() - line.wordCursor());
    if (before.stripTrailing().endsWith(".")) {
      Chain chain = Chain.endingAt(before);
      typeOf(chain, before).ifPresent(type -> addMembers(type, candidates));
      remote.methods(chain).forEach(help -> candidates.add(remote(help)));
      staticType(chain).ifPresent(type -> addStatics(type, candidates));
    } else {
      remote.values(before).forEach(candidates::add);
      binding.names().forEach(name -> candidates.add(plain(name, "in hand")));
      if (!Chain.beforeOpenBrace(before).isEmpty()) {
        candidates.add(plain("it", "in hand"));
      }
    }
  }

  /** The type of what a chain stands for; empty if it cannot be told. */
  private Optional<Type> typeOf(Chain chain, String before) {
    if (chain.links().isEmpty()) {
      return Optional.empty();
    }
    Chain.Link first = chain.links().get(0);
    Optional<Type> type =
        first.name().equals("it") && !binding.hasVariable("it")
            ? typeOfIt(before)
            : rootType(first.name());
    for (Chain.Link link : chain.links().subList(1, chain.links().size())) {
      type = type.map(owner -> MemberTypes.of(owner, link));
    }
    return type.filter(known -> MemberTypes.raw(known) != Object.class);
  }

  /** Inside of {@code sectors.findAll { it. }} that is what the sectors hold. */
  private Optional<Type> typeOfIt(String before) {
    String call = Chain.beforeOpenBrace(before);
    int dot = call.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String owner = call.substring(0, dot + 1);
    return typeOf(Chain.endingAt(owner), owner).map(MemberTypes::element);
  }

  private Optional<Type> rootType(String name) {
    Class<?> offered = binding.typeOf(name);
    if (offered != null) {
      return Optional.of(offered);
    }
    if (!binding.hasVariable(name)) {
      return Optional.empty();
    }
    Object value = binding.getVariable(name);
    if (value instanceof Rows<?> rows) {
      return Optional.of(MemberTypes.rowsOf(rows));
    }
    return Optional.ofNullable(value).map(Object::getClass);
  }

  private static Optional<Class<?>> staticType(Chain chain) {
    if (chain.links().size() != 1
        || !Character.isUpperCase(chain.links().get(0).name().charAt(0))) {
      return Optional.empty();
    }
    return Stream.concat(ImportedPackages.OURS.stream(), OTHERS.stream())
        .map(start -> classOf(start + "." + chain.links().get(0).name()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Class<?>> classOf(String name) {
    try {
      return Optional.of(Class.forName(name, false, NameCompleter.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError noSuchClass) {
      return Optional.empty();
    }
  }

  private static void addMembers(Type type, List<Candidate> candidates) {
    Class<?> raw = MemberTypes.raw(type);
    if (raw == Optional.class) {
      addMembers(MemberTypes.element(type), candidates);
    }
    Set<String> properties = Members.properties(raw);
    properties.forEach(name -> candidates.add(plain(name, "properties")));
    Set<String> methods = new TreeSet<>();
    for (Method method : raw.getMethods()) {
      boolean hidden =
          method.getDeclaringClass() == Object.class
              || !Members.methods(raw).contains(method.getName())
              || !Members.property(raw, method).isEmpty();
      if (!hidden) {
        methods.add(method.getName());
      }
    }
    if (Iterable.class.isAssignableFrom(raw)) {
      methods.addAll(LIST_METHODS);
    }
    methods.removeAll(Set.of("equals", "hashCode", "toString", "methodMissing"));
    methods.forEach(name -> candidates.add(plain(name, "methods")));
  }

  private static void addStatics(Class<?> type, List<Candidate> candidates) {
    Set<String> names = new TreeSet<>();
    for (Method method : type.getMethods()) {
      if (java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
        names.add(method.getName());
      }
    }
    for (var field : type.getFields()) {
      if (java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
        names.add(field.getName());
      }
    }
    names.forEach(name -> candidates.add(plain(name, "of " + type.getSimpleName())));
  }

  private static Candidate remote(MethodHelp help) {
    String params = help.signature().substring(help.name().length());
    return new Candidate(help.name(), help.name(), "of the daemon", params, null, null, false);
  }

  /** A candidate that no blank follows: a dot or a brace may. */
  private static Candidate plain(String name, String group) {
    return new Candidate(name, name, group, null, null, null, false);
  }
}
