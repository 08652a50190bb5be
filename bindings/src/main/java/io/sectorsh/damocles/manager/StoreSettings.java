package io.sectorsh.damocles.manager;

import io.sectorsh.jsonrpc.Members;
import java.nio.file.Path;
import java.util.Map;

/**
 * A store as the manager's configuration has it.
 *
 * @param name as configured
 * @param path on the manager's host
 * @param strict whether only named miners may use it
 * @param readOnly whether nothing new goes there
 * @param weight how often it is chosen
 * @param meta the operator's own notes
 */
public record StoreSettings(
    String name,
    Path path,
    boolean strict,
    boolean readOnly,
    long weight,
    Map<String, String> meta) {

  static StoreSettings of(Members members) {
    return new StoreSettings(
        members.text("Name"),
        Path.of(members.text("Path")),
        members.flag("Strict"),
        members.flag("ReadOnly"),
        members.number("Weight"),
        members.map("Meta", node -> node.asText()));
  }
}
