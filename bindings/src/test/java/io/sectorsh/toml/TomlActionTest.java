package io.sectorsh.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.migration.ChangeGuard;
import io.sectorsh.migration.Inspection;
import io.sectorsh.migration.Mode;
import io.sectorsh.migration.PreImage;
import io.sectorsh.migration.Reading;
import io.sectorsh.migration.SingleAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TomlActionTest {
  private static final String BEFORE =
      "# all of it\n[Common.API]\nToken = \"eyJhbGciOi.abc\" # mine\n\n"
          + "[[Common.PersistStores]]\nName = \"a\"\nPath = \"/a\"\n";
  private static final Reading NOTHING_SHARED =
      new Reading() {
        @Override
        public <V extends AutoCloseable> V shared(
            String key, Class<V> type, Supplier<? extends V> opener) {
          throw new AssertionError(key);
        }
      };

  @TempDir Path directory;
  private Path path;
  private TomlFile file;

  @BeforeEach
  void write() throws IOException {
    path = directory.resolve("sector-manager.cfg");
    file = new TomlFile(path, true, new ChangeGuard(Mode.APPLY));
    Files.writeString(path, BEFORE);
  }

  /** As another process would read it from a journal. */
  private TomlAction action(TomlStep... steps) throws IOException {
    ObjectNode json = TomlAction.of(file.change(steps), "").parameters();
    return TomlAction.read((ObjectNode) JsonMapper.builder().build().readTree(json.toString()));
  }

  private static TomlStep weight(int weight) {
    return TomlStep.set(TomlPath.parse("common.persiststores[0].Weight"), weight);
  }

  private static TomlStep store(String name) {
    return TomlStep.add(
        TomlPath.parse("Common.PersistStores"), Map.of("Name", name, "Path", "/" + name));
  }

  @Test
  void isDoneOnceAndItsUndoBringsBackEveryByte() throws IOException {
    TomlAction action =
        action(weight(7), store("b"), TomlStep.remove(TomlPath.parse("Common.Nothing")));
    assertInstanceOf(Inspection.NotDone.class, action.inspect(NOTHING_SHARED));
    PreImage before = SingleAction.apply(action);
    String after = Files.readString(path);
    assertTrue(after.contains("Weight = 7") && after.contains("Name = \"b\""), after);
    assertTrue(after.startsWith("# all of it") && after.contains("# mine"), after);
    assertInstanceOf(Inspection.Done.class, action.inspect(NOTHING_SHARED));
    SingleAction.apply(action);
    assertEquals(after, Files.readString(path));
    SingleAction.undo(action, before);
    assertEquals(BEFORE, Files.readString(path));
    SingleAction.undo(action, before);
    assertEquals(BEFORE, Files.readString(path));
  }

  @Test
  void aFileThatWasNotThereGoesAwayAgain() throws IOException {
    Files.delete(path);
    TomlAction action = action(TomlStep.set(TomlPath.parse("plan"), "rebuild"));
    PreImage before = SingleAction.apply(action);
    assertEquals("plan = \"rebuild\"\n", Files.readString(path));
    SingleAction.undo(action, before);
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void severalOfOneFileAreUndoneOneAfterTheOther() throws IOException {
    TomlAction first = action(weight(7));
    TomlAction second = action(store("b"));
    PreImage beforeFirst = SingleAction.apply(first);
    PreImage beforeSecond = SingleAction.apply(second);
    assertInstanceOf(Inspection.Conflict.class, first.inspectUndo(beforeFirst, NOTHING_SHARED));
    SingleAction.undo(second, beforeSecond);
    SingleAction.undo(first, beforeFirst);
    assertEquals(BEFORE, Files.readString(path));
  }

  @Test
  void onlyTheValuesThatItSetsMakeItStale() throws IOException {
    TomlAction action = action(weight(7));
    Inspection planned = action.inspect(NOTHING_SHARED);
    Files.writeString(path, BEFORE.replace("\"/a\"", "\"/elsewhere\""));
    assertEquals(planned, action.inspect(NOTHING_SHARED));
    Files.writeString(path, BEFORE + "Weight = 3\n");
    assertFalse(planned.equals(action.inspect(NOTHING_SHARED)));
  }

  @Test
  void whatSomebodyWroteAfterItIsNotUndone() throws IOException {
    TomlAction action = action(weight(7));
    PreImage before = SingleAction.apply(action);
    String changed = Files.readString(path) + "# by hand\n";
    Files.writeString(path, changed);
    assertEquals(
        ErrorCode.REFUSED,
        assertThrows(OperatorException.class, () -> SingleAction.undo(action, before)).code());
    assertEquals(changed, Files.readString(path));
  }

  @Test
  void aFileThatIsNoTomlAnyLongerIsInConflict() throws IOException {
    TomlAction action = action(weight(7));
    Files.writeString(path, "x = \n");
    Inspection found = action.inspect(NOTHING_SHARED);
    assertTrue(found.words().contains("not TOML"), found.words());
    assertTrue(found.words().contains("line 1"), found.words());
  }

  @Test
  void nothingOfTheFileIsInWhatAJournalKeeps() throws IOException {
    TomlAction action = action(weight(7));
    PreImage before = SingleAction.apply(action);
    String kept =
        action.parameters() + action.describe() + new String(before.bytes().orElseThrow());
    assertFalse(kept.contains("eyJ"), kept);
    assertEquals("set common.persiststores[0].Weight to 7 in " + path, action.describe());
  }

  @Test
  void aTokenIsNoActionAtAll() {
    for (TomlStep secret :
        List.of(
            TomlStep.set(TomlPath.parse("Common.API.Token"), "eyJhbGciOi.x"),
            TomlStep.set(TomlPath.parse("Common.API.Chain"), "eyJhbGciOiJIUzI1:/ip4/1.2.3.4/tcp/1"),
            TomlStep.add(TomlPath.parse("Common.PersistStores"), Map.of("Secret", "x")))) {
      TomlChange change = file.change(secret);
      assertTrue(change.isForThisHandOnly(), secret.path().toString());
      assertThrows(IllegalArgumentException.class, () -> TomlAction.of(change, ""));
      assertFalse(secret.toString().contains("eyJ"));
    }
    assertTrue(file.change(weight(1)).reversed().isForThisHandOnly());
  }
}
