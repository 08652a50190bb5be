package io.sectorsh.shell.script;

import groovy.lang.GroovyObjectSupport;
import io.sectorsh.shell.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session sees as {@code scripts}: every script as a method, so that {@code
 * scripts.export.metadata(destRepo: '/data/lotusminer')} is {@code export metadata --dest-repo
 * /data/lotusminer}.
 */
public final class Scripts extends GroovyObjectSupport {
  private final Session session;
  private final boolean oneShot;
  private final List<String> words;

  private Scripts(Session session, boolean oneShot, List<String> words) {
    this.session = session;
    this.oneShot = oneShot;
    this.words = words;
  }

  /**
   * Offers them in a session.
   *
   * @param oneShot whether {@code apply: true} is the user's word; at a prompt the mode decides
   */
  public static void offer(Session session, boolean oneShot) {
    session.offer("scripts", Scripts.class, () -> new Scripts(session, oneShot, List.of()));
  }

  @Override
  public Object getProperty(String name) {
    return new Scripts(session, oneShot, with(name));
  }

  private List<String> with(String name) {
    List<String> longer = new ArrayList<>(words);
    longer.add(name);
    return longer;
  }

  @Override
  public @Nullable Object invokeMethod(String name, Object given) {
    List<String> line = with(name);
    for (Object argument : (Object[]) given) {
      if (argument instanceof Map<?, ?> options) {
        options.forEach((key, value) -> addOption(line, String.valueOf(key), value));
      } else {
        line.add(String.valueOf(argument));
      }
    }
    ScriptCall call = ScriptLibrary.standard().required(line);
    return new ScriptRunner(session, oneShot, 80).run(call);
  }

  private static void addOption(List<String> line, String name, @Nullable Object value) {
    String option = "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    if (value instanceof Iterable<?> several && !(value instanceof java.nio.file.Path)) {
      several.forEach(each -> line.add(option + "=" + each));
    } else if (Boolean.TRUE.equals(value)) {
      line.add(option);
    } else if (value != null && !Boolean.FALSE.equals(value)) {
      line.add(option + "=" + value);
    }
  }

  @Override
  public String toString() {
    return words.isEmpty()
        ? "scripts: " + String.join(", ", ScriptLibrary.standard().all().keySet())
        : "scripts " + String.join(" ", words);
  }
}
