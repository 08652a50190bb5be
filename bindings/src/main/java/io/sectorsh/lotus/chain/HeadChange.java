package io.sectorsh.lotus.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.jsonrpc.Members;

/**
 * A change of the chain's head (ChainNotify).
 *
 * @param type what happened
 * @param tipset to which tipset
 */
public record HeadChange(Type type, TipSetHead tipset) {
  /** What can happen. */
  public enum Type {
    /**
     * It is the head as listening begins, or begins anew after the connection broke: what came in
     * between was not seen.
     */
    CURRENT,
    /** It is the new head, upon the one before. */
    APPLY,
    /** It is no longer part of the chain. */
    REVERT
  }

  static HeadChange of(JsonNode json) {
    return Members.read(
        json,
        "ChainNotify",
        members ->
            new HeadChange(
                type(members.text("Type")),
                TipSetHead.of(Members.of(json.path("Val"), "ChainNotify.Val"))));
  }

  private static Type type(String word) {
    return switch (word) {
      case "current" -> Type.CURRENT;
      case "apply" -> Type.APPLY;
      case "revert" -> Type.REVERT;
      default ->
          throw new OperatorException(
              ErrorCode.BAD_ANSWER,
              "unknown change of the head: " + word,
              "ChainNotify",
              "Check that the program's version is one that is known here.");
    };
  }
}
