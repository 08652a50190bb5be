package io.sectorsh.migration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of actions that can be read back, each with its reader. Immutable. */
public final class ActionKinds {
  private static final ActionKinds NONE = new ActionKinds(Map.of());

  private final Map<String, ActionReader> readers;

  private ActionKinds(Map<String, ActionReader> readers) {
    this.readers = readers;
  }

  /** No kinds. */
  public static ActionKinds none() {
    return NONE;
  }

  /**
   * These and one more.
   *
   * @param kind such as {@code file.move}; a kind that is known already is refused
   */
  public ActionKinds with(String kind, ActionReader reader) {
    return and(new ActionKinds(Map.of(kind, reader)));
  }

  /** These and the others. */
  public ActionKinds and(ActionKinds others) {
    Map<String, ActionReader> all = new TreeMap<>(readers);
    others.readers.forEach(
        (kind, reader) -> {
          if (all.putIfAbsent(kind, reader) != null) {
            throw new IllegalArgumentException("two readers for " + kind);
          }
        });
    return new ActionKinds(Map.copyOf(all));
  }

  /**
   * The action of this kind with these parameters.
   *
   * @throws OperatorException NOT_CONFIGURED if the kind is unknown here
   */
  public Action read(String kind, ObjectNode parameters) {
    ActionReader reader = readers.get(kind);
    if (reader == null) {
      throw new OperatorException(
          ErrorCode.NOT_CONFIGURED,
          "this sectorsh knows no such kind of action",
          kind,
          "Use the version that wrote the plan, or a newer one.");
    }
    return reader.read(parameters);
  }
}
