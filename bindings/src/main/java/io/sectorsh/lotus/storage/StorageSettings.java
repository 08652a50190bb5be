package io.sectorsh.lotus.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.MalformedValueException;
import io.sectorsh.lotus.record.SectorFileType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes what {@code sectorstore.json} says of a storage path; each method sets one member and
 * returns this. What is not set stays, also members that are not known here.
 */
public final class StorageSettings {
  private final ObjectNode json;
  private final String where;

  /**
   * Settings in the JSON of a path.
   *
   * @param where the file, for errors
   */
  public StorageSettings(ObjectNode json, String where) {
    this.json = json;
    this.where = where;
  }

  /**
   * Sets the share of new files; 0 for none, while files that are there stay in use.
   *
   * @throws OperatorException BAD_VALUE if negative
   */
  public StorageSettings weight(long weight) {
    return number("Weight", weight);
  }

  /** Sets whether sealing may use it. */
  public StorageSettings canSeal(boolean value) {
    StorageJson.set(json, "CanSeal", BooleanNode.valueOf(value));
    return this;
  }

  /** Sets whether finished sectors are kept there. */
  public StorageSettings canStore(boolean value) {
    StorageJson.set(json, "CanStore", BooleanNode.valueOf(value));
    return this;
  }

  /** Sets the limit in bytes; 0 for none. */
  public StorageSettings maxStorage(long bytes) {
    return number("MaxStorage", bytes);
  }

  /** Sets the groups that it belongs to. */
  public StorageSettings groups(List<String> groups) {
    return words("Groups", groups);
  }

  /** Sets the groups to which data may move from there; empty for any. */
  public StorageSettings allowTo(List<String> groups) {
    return words("AllowTo", groups);
  }

  /**
   * Sets the kinds of files that may be there; empty for any.
   *
   * @throws OperatorException BAD_VALUE for a word that lotus would drop
   */
  public StorageSettings allowTypes(List<String> types) {
    types.forEach(this::checkType);
    return words("AllowTypes", types);
  }

  /** Sets the kinds of files that may not be there. */
  public StorageSettings denyTypes(List<String> types) {
    types.forEach(this::checkType);
    return words("DenyTypes", types);
  }

  /** Sets the miners whose files may be there; empty for any. */
  public StorageSettings allowMiners(List<String> miners) {
    miners.forEach(this::checkMiner);
    return words("AllowMiners", miners);
  }

  /** Sets the miners whose files may not be there. */
  public StorageSettings denyMiners(List<String> miners) {
    miners.forEach(this::checkMiner);
    return words("DenyMiners", miners);
  }

  private StorageSettings number(String name, long value) {
    if (value < 0) {
      throw bad(name + " may not be negative: " + value, "Give 0 or more.");
    }
    StorageJson.set(json, name, LongNode.valueOf(value));
    return this;
  }

  /** As lotus does, an empty list is written as null. */
  private StorageSettings words(String name, List<String> words) {
    ArrayNode array = json.arrayNode();
    words.forEach(word -> array.add(TextNode.valueOf(word)));
    StorageJson.set(json, name, words.isEmpty() ? NullNode.getInstance() : array);
    return this;
  }

  private void checkType(String word) {
    if (SectorFileType.ofDirectory(word).isEmpty()) {
      throw bad(
          "no kind of sector file: " + word,
          "Give some of: "
              + Arrays.stream(SectorFileType.values())
                  .map(SectorFileType::directory)
                  .collect(Collectors.joining(" ")));
    }
  }

  private void checkMiner(String text) {
    try {
      Address.parse(text);
    } catch (MalformedValueException malformed) {
      throw bad("no miner: " + text, "Give addresses such as f01234.");
    }
  }

  private OperatorException bad(String what, String next) {
    return new OperatorException(ErrorCode.BAD_VALUE, what, where, next);
  }
}
