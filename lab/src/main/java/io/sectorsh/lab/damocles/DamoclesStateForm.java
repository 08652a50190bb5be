package io.sectorsh.lab.damocles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.lab.transport.GoJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The members of a SectorState in their order, and what Go writes for one that was not given. */
final class DamoclesStateForm {
  private static final JsonNode TEMPLATE =
      GoJson.first(
              """
              {"ID":{"Miner":0,"Number":0},"SectorType":0,"Ticket":"","Seed":"","Deals":null,
              "Pieces":null,"Pre":"","Proof":"",
              "MessageInfo":{"PreCommitCid":null,"CommitCid":null,"NeedSend":false},
              "TerminateInfo":{"TerminateCid":null,"TerminatedAt":0,"AddedHeight":0},
              "LatestState":"","Finalized":false,"Removed":false,"AbortReason":"",
              "Upgraded":false,"UpgradePublic":null,"UpgradedInfo":null,"UpgradeMessageID":null,
              "UpgradeLandedEpoch":null,"Imported":false,"NeedRebuild":false,"Unsealing":false}
              """
                  .getBytes(java.nio.charset.StandardCharsets.UTF_8))
          .orElseThrow();

  private DamoclesStateForm() {}

  /** Members that are left out when they are nil; the template marks them by an empty text. */
  private static boolean isOptional(Map.Entry<String, JsonNode> member) {
    return member.getValue().isTextual() && !member.getKey().equals("AbortReason");
  }

  /** Adds every member that is missing, as zero. */
  static void complete(ObjectNode state) {
    for (Map.Entry<String, JsonNode> member : TEMPLATE.properties()) {
      if (!isOptional(member) && !state.has(member.getKey())) {
        state.set(member.getKey(), member.getValue().deepCopy());
      }
    }
  }

  /** The known members in their order; unknown ones and nil optional ones are dropped. */
  static ObjectNode ordered(ObjectNode state) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : TEMPLATE.properties()) {
      JsonNode value = state.path(member.getKey());
      boolean nil = value.isMissingNode() || value.isNull();
      if (!(nil && isOptional(member))) {
        members.put(member.getKey(), value);
      }
    }
    return GoJson.object().setAll(members);
  }

  /** A state as the manager keeps one that it was given. */
  static ObjectNode normal(JsonNode given) {
    ObjectNode state = GoJson.object();
    given.properties().forEach(member -> state.set(member.getKey(), member.getValue()));
    complete(state);
    return ordered(state);
  }
}
