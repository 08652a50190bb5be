package io.sectorsh.shell.completion;

import io.sectorsh.jsonrpc.MethodHelp;
import io.sectorsh.jsonrpc.NamedMethods;
import io.sectorsh.shell.groovy.SessionBinding;
import io.sectorsh.shell.report.Members;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * The methods that a daemon offers, behind chains of getters such as {@code lotus.miner.rpc}. The
 * daemon's own document is fetched once, in the background; a prompt waits for it for a moment
 * only.
 */
public final class RemoteNames {
  private static final Duration LONGEST = Duration.ofMillis(700);

  private final SessionBinding binding;

  /** The daemons of this binding's variables. */
  public RemoteNames(SessionBinding binding) {
    this.binding = binding;
  }

  /** The methods behind a chain; empty if it leads to no daemon, or none has answered yet. */
  List<MethodHelp> methods(Chain chain) {
    return daemon(chain).map(methods -> methods.known(LONGEST)).orElse(List.of());
  }

  /**
   * What a daemon says of a method, as {@code lotus.node.rpc.StateMinerInfo}; empty if the text is
   * no such thing.
   *
   * @throws io.sectorsh.errors.OperatorException if the daemon cannot be asked or has no such
   *     method
   */
  public Optional<MethodHelp> help(String text) {
    int dot = text.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : daemon(Chain.endingAt(text.substring(0, dot + 1)))
            .map(methods -> methods.help(text.substring(dot + 1)));
  }

  /** What can stand at the cursor in a call that is open, such as {@code rpc.SectorsStatus(1, }. */
  List<Candidate> values(String before) {
    int open = openCall(before);
    int name = open;
    while (name > 0 && Character.isJavaIdentifierPart(before.charAt(name - 1))) {
      name--;
    }
    if (open < 0 || name == 0 || before.charAt(name - 1) != '.') {
      return List.of();
    }
    String method = before.substring(name, open);
    int at = commas(before.substring(open + 1));
    return methods(Chain.endingAt(before.substring(0, name))).stream()
        .filter(help -> help.name().equals(method) && at < help.params().size())
        .flatMap(help -> values(help.params().get(at)).stream())
        .toList();
  }

  private static List<Candidate> values(MethodHelp.Param param) {
    String type = param.type();
    List<String> values =
        type.equals("bool")
            ? List.of("true", "false")
            : type.endsWith("TipSetKey")
                ? List.of("null")
                : type.endsWith("Address") ? List.of("lotus.minerAddress") : List.of();
    return values.stream()
        .map(value -> new Candidate(value, value, param.toString(), null, null, null, false))
        .toList();
  }

  /** Where the innermost parenthesis opens that is still open; -1 if none is. */
  private static int openCall(String text) {
    int depth = 0;
    for (int at = text.length() - 1; at >= 0; at--) {
      char here = text.charAt(at);
      if (")]}".indexOf(here) >= 0) {
        depth++;
      } else if ("([{".indexOf(here) >= 0 && depth-- == 0) {
        return here == '(' ? at : -1;
      }
    }
    return -1;
  }

  private static int commas(String arguments) {
    int depth = 0;
    int commas = 0;
    for (int at = 0; at < arguments.length(); at++) {
      char here = arguments.charAt(at);
      if ("([{".indexOf(here) >= 0) {
        depth++;
      } else if (")]}".indexOf(here) >= 0) {
        depth--;
      } else if (here == ',' && depth == 0) {
        commas++;
      }
    }
    return commas;
  }

  /** The end of a chain of getters, each of which only says where a daemon is. */
  private Optional<NamedMethods> daemon(Chain chain) {
    int size = chain.links().size();
    if (size < 2 || !chain.links().get(size - 1).name().equals("rpc")) {
      return Optional.empty();
    }
    try {
      Object value = binding.getVariable(chain.links().get(0).name());
      for (Chain.Link link : chain.links().subList(1, size)) {
        value = value == null || link.indexed() ? null : property(value, link.name());
      }
      return value instanceof NamedMethods methods ? Optional.of(methods) : Optional.empty();
    } catch (RuntimeException notConfigured) {
      return Optional.empty();
    }
  }

  private static @Nullable Object property(Object owner, String name) {
    for (Method method : owner.getClass().getMethods()) {
      boolean getter =
          method.getParameterCount() == 0
              && name.equals(Members.property(owner.getClass(), method));
      if (getter && method.getDeclaringClass().getPackageName().startsWith("io.sectorsh.")) {
        try {
          return method.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException notAvailable) {
          return null;
        }
      }
    }
    return null;
  }
}
