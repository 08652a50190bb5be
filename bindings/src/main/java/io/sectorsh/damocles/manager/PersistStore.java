package io.sectorsh.damocles.manager;

import io.sectorsh.jsonrpc.Members;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A store where a manager keeps the files of sealed sectors. Sizes are in bytes, and of the whole
 * file system: two stores on one disk report the same.
 *
 * @param name as configured
 * @param path on the manager's host
 * @param strict whether only named miners may use it
 * @param readOnly whether nothing new goes there
 * @param weight how often it is chosen
 * @param meta the operator's own notes
 * @param type of the file system
 * @param total size
 * @param free room
 * @param used room
 * @param usedPercent 0 to 100
 * @param reserved promised to sectors that are on their way
 * @param reservedBy to which ones
 */
public record PersistStore(
    String name,
    Path path,
    boolean strict,
    boolean readOnly,
    long weight,
    Map<String, String> meta,
    String type,
    long total,
    long free,
    long used,
    double usedPercent,
    long reserved,
    List<Reservation> reservedBy) {

  /**
   * Room that was promised.
   *
   * @param by the sector, as {@code s-t01000-5}
   * @param size in bytes
   * @param at when
   */
  public record Reservation(String by, long size, Instant at) {
    static Reservation of(Members members) {
      return new Reservation(
          members.text("By"), members.number("Size"), Instant.ofEpochSecond(members.number("At")));
    }
  }

  static PersistStore of(Members members) {
    return new PersistStore(
        members.text("Name"),
        Path.of(members.text("Path")),
        members.flag("Strict"),
        members.flag("ReadOnly"),
        members.number("Weight"),
        members.map("Meta", node -> node.asText()),
        members.text("Type"),
        members.number("Total"),
        members.number("Free"),
        members.number("Used"),
        members.optional("UsedPercent", Double.class).orElse(0.0),
        members.number("Reserved"),
        members.list("ReservedBy", Reservation::of));
  }
}
