package io.sectorsh.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DifferencesTest {
  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  private static List<String> compared(JsonNode before, JsonNode after) {
    return Differences.of(new Alteration("it", before, after)).stream()
        .map(each -> each.member() + ": " + each.before() + " -> " + each.after())
        .toList();
  }

  @Test
  void membersAreComparedOneByOneToAnyDepth() {
    assertEquals(
        List.of("State: Proving -> Removed", "Pre.Epoch: absent -> 7", "Gone: [1,2] -> absent"),
        compared(
            json("{'State':'Proving','Pre':{'CommR':'x'},'Same':1,'Gone':[1,2]}"),
            json("{'State':'Removed','Pre':{'CommR':'x','Epoch':7},'Same':1}")));
  }

  @Test
  void aCidIsOneValue() {
    assertEquals(
        List.of("Msg: bafya -> bafyb"),
        compared(json("{'Msg':{'/':'bafya'}}"), json("{'Msg':{'/':'bafyb'}}")));
  }

  @Test
  void aThingThatComesOrGoesIsOneDifference() {
    assertEquals(
        List.of(": absent -> {\"State\":\"Proving\"}"),
        compared(MissingNode.getInstance(), json("{'State':'Proving'}")));
  }

  @Test
  void aTextIsComparedLineByLine() {
    assertEquals(
        List.of("line 2: b -> B", "line 4: absent -> d"),
        compared(TextNode.valueOf("a\nb\nc\n"), TextNode.valueOf("a\nB\nc\nd\n")));
    assertEquals(
        List.of("line 1: absent -> a"),
        compared(MissingNode.getInstance(), TextNode.valueOf("a\n")));
  }
}
