package io.sectorsh.jsonrpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a daemon says of one of its methods.
 *
 * @param name without the service's prefix
 * @param params what it takes, in order
 * @param result the type of what it answers, in the daemon's words; empty for nothing
 * @param text what it is for; may be empty
 */
public record MethodHelp(String name, List<Param> params, String result, String text) {
  private static final Pattern LINE =
      Pattern.compile("(\\w+)\\(([^)]*)\\)(?:: ([^|]+?))?(?: \\| (.*))?");

  /**
   * A parameter.
   *
   * @param name as the daemon calls it, often just {@code p1}
   * @param type in the daemon's words, such as {@code address.Address}
   */
  public record Param(String name, String type) {
    static Param of(JsonNode json) {
      String type = json.path("description").asText();
      return new Param(
          json.path("name").asText(),
          type.isBlank() ? json.path("schema").path("title").asText("any") : type.strip());
    }

    @Override
    public String toString() {
      return name + ": " + type;
    }
  }

  /**
   * A method as one writes it down: {@code FindSector(store: string, sector: abi.SectorID):
   * SectorState | one sector of a store}. Result and purpose may be left out.
   */
  public static MethodHelp of(String line) {
    Matcher parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    List<Param> params = new ArrayList<>();
    for (String param : parts.group(2).isEmpty() ? new String[0] : parts.group(2).split(", ", -1)) {
      int colon = param.indexOf(": ");
      params.add(new Param(param.substring(0, colon), param.substring(colon + 2)));
    }
    return new MethodHelp(parts.group(1), List.copyOf(params), group(parts, 3), group(parts, 4));
  }

  private static String group(Matcher parts, int group) {
    return Optional.ofNullable(parts.group(group)).orElse("");
  }

  static MethodHelp of(JsonNode json) {
    List<Param> params = new ArrayList<>();
    json.path("params").forEach(param -> params.add(Param.of(param)));
    String full = json.path("name").asText();
    JsonNode result = json.path("result");
    String type = result.path("description").asText().strip();
    String title = result.path("name").asText();
    return new MethodHelp(
        full.substring(full.indexOf('.') + 1),
        List.copyOf(params),
        type.isEmpty() || type.equals("Null") ? title.replaceAll("(?i)^null$", "") : type,
        json.path("summary").asText().strip());
  }

  /** The call as it is typed: {@code StateMinerInfo(p1: address.Address, p2: types.TipSetKey)}. */
  public String signature() {
    return name
        + params.stream().map(Param::toString).collect(Collectors.joining(", ", "(", ")"))
        + (result.isEmpty() ? "" : ": " + result);
  }

  /** The call and what it is for. */
  @Override
  public String toString() {
    return text.isEmpty() ? signature() : signature() + "\n  " + text.replace("\n", "\n  ");
  }
}
