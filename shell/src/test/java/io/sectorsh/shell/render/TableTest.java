package io.sectorsh.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.filecoin.TokenAmount;
import io.sectorsh.rows.RowCursor;
import io.sectorsh.rows.Rows;
import io.sectorsh.scripts.Report;
import io.sectorsh.shell.command.Form;
import io.sectorsh.stores.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableTest {
  private record Sheep(long number, String name, Optional<Duration> asleep, Path home) {}

  private record Purse(ChainEpoch epoch, TokenAmount amount, SectorNumbers sectors) {}

  /** Keeps what is written; wants only so many rows. */
  private static final class Sheet implements Page {
    private final List<String> lines = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int wanted = Integer.MAX_VALUE;

    @Override
    public void line(String text) {
      lines.add(text);
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void progress(String text) {
      lines.add("<" + text + ">");
    }

    @Override
    public boolean wantsMore() {
      return wanted-- > 0;
    }
  }

  private final Sheet sheet = new Sheet();

  private static Screen columns(int width) {
    return Screen.terminal(() -> width, false, true);
  }

  private static final List<Sheep> FLOCK =
      List.of(
          new Sheep(7, "Dolly", Optional.of(Duration.ofMinutes(200)), Path.of("/hill/north/barn")),
          new Sheep(12, "Shaun of the long name", Optional.empty(), Path.of("/hill/south/barn")));

  /** Says before each row that it looks for it. */
  private static final class Searching implements RowCursor<Sheep> {
    private final Iterator<Sheep> sheep = FLOCK.iterator();
    private Consumer<String> watcher = line -> {};

    @Override
    public void onProgress(Consumer<String> told) {
      watcher = told;
    }

    @Override
    public boolean hasNext() {
      watcher.accept("searching");
      return sheep.hasNext();
    }

    @Override
    public Sheep next() {
      return sheep.next();
    }

    @Override
    public void close() {}
  }

  @Test
  void aPersonSeesHowFarALongSearchIsUntilARowComes() {
    Rows<Sheep> rows = Rows.of(Sheep.class, Searching::new).filter(sheep -> sheep.number() == 12);
    new Renderer(columns(80)).print(rows, Form.TABLE, sheet);
    assertEquals(List.of("<searching>", "<searching>"), sheet.lines.subList(0, 2));
    String row =
        sheet.lines.stream().filter(line -> line.contains("Shaun")).findFirst().orElseThrow();
    assertTrue(sheet.lines.indexOf("<>") < sheet.lines.indexOf(row), sheet.lines.toString());
    assertTrue(!sheet.lines.get(sheet.lines.indexOf(row) - 1).equals("<searching>"));
    sheet.lines.clear();
    new Renderer(Screen.PIPE).print(rows, Form.TABLE, sheet);
    assertEquals(2, sheet.lines.size());
  }

  @Test
  void bytesOfAStoreAreReadInTheirLargestUnit() {
    Store store =
        new Store(
            "store-a",
            Path.of("/data/store-a"),
            Set.of(),
            true,
            OptionalLong.of(1L << 41),
            OptionalLong.of(3L << 29));
    new Renderer(columns(100)).print(List.of(store), Form.AUTOMATIC, sheet);
    assertEquals(
        List.of(
            "name     systems  accepting     free  total  path",
            "store-a           true       1.5 GiB  2 TiB  /data/store-a"),
        sheet.lines);
  }

  @Test
  void showsRecordsWithNumbersToTheRight() {
    new Renderer(columns(100)).print(FLOCK, Form.AUTOMATIC, sheet);
    assertEquals(
        List.of(
            "number  name                    asleep      home",
            "     7  Dolly                   3 h 20 min  /hill/north/barn",
            "    12  Shaun of the long name              /hill/south/barn"),
        sheet.lines);
    assertEquals(List.of("2 rows"), sheet.notes);
  }

  @Test
  void shortensTextAndTheBeginningsOfPathsWhereSpaceIsShort() {
    new Renderer(columns(50)).print(FLOCK, Form.AUTOMATIC, sheet);
    assertTrue(sheet.lines.stream().allMatch(line -> line.length() <= 50), sheet.lines::toString);
    assertEquals("     7  Dolly         3 h 20 min  /hill/north/barn", sheet.lines.get(1));
    assertEquals("    12  Shaun of th…              /hill/south/barn", sheet.lines.get(2));
  }

  private record Judged(long number, String reason, String lost) {}

  @Test
  void noTextIsCutToNothingWhileAnotherHasMore() {
    Judged judged = new Judged(7, "not finalized yet, look again", "LatestState, MessageInfo.Cid");
    new Renderer(columns(46)).print(List.of(judged, judged), Form.AUTOMATIC, sheet);
    assertEquals("     7  not finalized y…  LatestState, Messag…", sheet.lines.get(1));
  }

  @Test
  void whatMayBeThereAndIsNotIsSaid() {
    assertEquals(0, new Renderer(columns(80)).print(Optional.empty(), Form.AUTOMATIC, sheet));
    assertEquals(List.of("none"), sheet.lines);
  }

  @Test
  void leavesTheLastColumnsOutAndSaysSo() {
    new Renderer(columns(24)).print(FLOCK, Form.AUTOMATIC, sheet);
    assertTrue(sheet.lines.stream().allMatch(line -> line.length() <= 24), sheet.lines::toString);
    assertEquals(List.of("2 rows; not shown: home,", "  asleep"), sheet.notes);
  }

  private record Told(long number, String reason, List<Integer> deadlines, Cid message) {}

  private static final Told TOLD =
      new Told(
          70,
          "its sealed file is shorter than a sector, and its cache lacks a tree",
          List.of(1, 2, 3, 4, 5, 6),
          Cid.parse("bafy2bzacecnamqgqmifpluoeldx7zzglxcljo6oja4vrmtj7432rphldpdmm2"));

  private static final List<String> UPRIGHT =
      List.of(
          "number     70",
          "reason     its sealed file is shorter",
          "             than a sector, and its",
          "             cache lacks a tree",
          "deadlines  1, 2, 3, 4, 5, 6",
          "message    bafy2bzacecnamqgqmifpluoeldx7zzglxcljo6oja4vrmtj7432rphldpdmm2");

  @Test
  void aSingleRowThatDoesNotFitStandsUprightAndNothingOfItIsCut() {
    new Renderer(columns(40)).print(List.of(TOLD), Form.AUTOMATIC, sheet);
    assertEquals(UPRIGHT, sheet.lines);
    assertEquals(List.of("1 row"), sheet.notes);
  }

  @Test
  void aThingAloneIsNotCutEither() {
    new Renderer(columns(40)).print(Optional.of(TOLD), Form.AUTOMATIC, sheet);
    assertEquals(UPRIGHT, sheet.lines);
  }

  @Test
  void aSingleRowIsATableWhereItFitsOrATableIsAskedFor() {
    new Renderer(columns(120)).print(List.of(TOLD), Form.AUTOMATIC, sheet);
    assertEquals(2, sheet.lines.size(), sheet.lines.toString());
    sheet.lines.clear();
    new Renderer(columns(40)).print(List.of(TOLD), Form.TABLE, sheet);
    assertEquals(2, sheet.lines.size(), sheet.lines.toString());
  }

  private record Sentences() implements Report {
    @Override
    public String headline() {
      return "Files of t01000 from damocles to /mnt/lotus-store (preview)";
    }

    @Override
    public List<Sheep> rows() {
      return List.of();
    }

    @Override
    public List<String> closing() {
      return List.of(
          "Then make it a storage path: lotus-miner storage attach --init --store /mnt/s",
          "Nothing was changed. Add --apply to go ahead with it.");
    }
  }

  @Test
  void sentencesAreBrokenBetweenWordsOnATerminalAndCommandsAreNot() {
    new Renderer(columns(30)).print(new Sentences(), Form.AUTOMATIC, sheet);
    assertEquals(
        List.of(
            "Files of t01000 from damocles",
            "  to /mnt/lotus-store",
            "  (preview)",
            "Then make it a storage path:",
            "  lotus-miner storage attach --init --store /mnt/s",
            "Nothing was changed. Add",
            "  --apply to go ahead with it."),
        sheet.lines);
    sheet.lines.clear();
    new Renderer(Screen.PIPE).print(new Sentences(), Form.AUTOMATIC, sheet);
    assertEquals(3, sheet.lines.size(), sheet.lines.toString());
  }

  @Test
  void showsAmountsEpochsAndSetsAsPeopleReadThem() {
    Purse purse =
        new Purse(
            new ChainEpoch(2880),
            TokenAmount.ofAtto(59_604_643_840L),
            SectorNumbers.parse("1-3,7"));
    new Renderer(columns(80)).print(List.of(purse), Form.AUTOMATIC, sheet);
    assertEquals(List.of("epoch  amount       sectors", " 2880  59.605 nFIL  1-3,7"), sheet.lines);
  }

  @Test
  void readsNoFurtherThanSomebodyLooks() {
    int[] read = {0};
    boolean[] closed = {false};
    Rows<Integer> endless =
        Rows.of(
            Integer.class,
            () ->
                new RowCursor<>() {
                  @Override
                  public boolean hasNext() {
                    return true;
                  }

                  @Override
                  public Integer next() {
                    return read[0]++;
                  }

                  @Override
                  public void close() {
                    closed[0] = true;
                  }
                });
    sheet.wanted = 300;
    new Renderer(columns(80)).print(endless, Form.CSV, sheet);
    assertTrue(read[0] < 1000, () -> read[0] + " rows read");
    assertTrue(closed[0]);
  }

  @Test
  void countsAMillionRowsWithoutKeepingThem() {
    Rows<Integer> many =
        Rows.of(Integer.class, () -> RowCursor.over(IntStream.range(0, 1_000_000).iterator()));
    new Renderer(columns(80)).print(many, Form.COUNT, sheet);
    assertEquals(List.of("1000000"), sheet.lines);
  }
}
