package io.sectorsh.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowsTest {
  private final CountedSource numbers = CountedSource.of(10);

  @Test
  void nothingIsOpenedUntilAPassBegins() {
    Rows<String> described =
        numbers
            .rows()
            .filter(n -> n % 2 == 0)
            .map(n -> "row " + n)
            .limit(2)
            .then(Rows.of(String.class, List.of()));

    assertEquals(Object.class, described.rowType());
    assertEquals(0, numbers.opened);
  }

  @Test
  void eachPassReadsAnew() {
    Rows<Integer> rows = numbers.rows();

    assertEquals(10, rows.count());
    assertEquals(10, rows.toList().size());
    assertEquals(2, numbers.opened);
    assertEquals(2, numbers.closed);
  }

  @Test
  void passesDoNotDisturbEachOther() {
    Iterator<Integer> ahead = numbers.rows().iterator();
    Rows<Integer> rows = numbers.rows();
    Iterator<Integer> one = rows.iterator();
    Iterator<Integer> other = rows.iterator();

    assertEquals(List.of(0, 0, 0, 1), List.of(one.next(), other.next(), ahead.next(), one.next()));
  }

  @Test
  void aPassReadToItsEndIsClosed() {
    List<Integer> seen = new ArrayList<>();
    for (int number : numbers.rows()) {
      seen.add(number);
    }

    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), seen);
    assertEquals(1, numbers.closed);
  }

  @Test
  void aPassThatFailsIsClosedAndTheFailurePassesOn() {
    RuntimeException failure = new IllegalStateException("answer cut short");
    CountedSource broken = CountedSource.failingAfter(3, failure);

    assertSame(failure, assertThrows(RuntimeException.class, () -> broken.rows().toList()));
    assertEquals(3, broken.read);
    assertEquals(1, broken.closed);
  }

  @Test
  void aPassIsClosedWhenTheUsersOwnTestFails() {
    Rows<Integer> rows =
        numbers
            .rows()
            .filter(
                n -> {
                  throw new ArithmeticException("in the user's closure");
                });

    assertThrows(ArithmeticException.class, rows::count);
    assertEquals(1, numbers.closed);
  }

  @Test
  void askingPastTheEndIsRefusedAndLeavesThePassAsItWas() {
    for (Rows<Integer> rows :
        List.of(
            numbers.rows(),
            numbers.rows().filter(n -> true),
            numbers.rows().limit(10),
            Rows.of(Integer.class, List.<Integer>of()).then(numbers.rows()))) {
      Iterator<Integer> pass = rows.iterator();
      for (int row = 0; row < 10; row++) {
        assertEquals(row, pass.next());
      }
      assertThrows(NoSuchElementException.class, pass::next);
    }
  }

  @Test
  void filterKeepsWhatPassesInOrder() {
    assertEquals(List.of(1, 3, 5, 7, 9), numbers.rows().filter(n -> n % 2 == 1).toList());
    assertEquals(List.of(), numbers.rows().filter(n -> n > 50).toList());
  }

  @Test
  void nextWithoutHasNextFindsTheNextRowThatPasses() {
    RowCursor<Integer> cursor = numbers.rows().filter(n -> n >= 8).open();

    assertEquals(8, cursor.next());
    assertEquals(9, cursor.next());
  }

  @Test
  void limitReadsNoFurtherThanItGives() {
    assertEquals(List.of(0, 1, 2), numbers.rows().limit(3).toList());
    assertEquals(3, numbers.read);
    assertEquals(1, numbers.closed);
  }

  @Test
  void limitOfNothingReadsNothing() {
    assertEquals(0, numbers.rows().limit(0).count());
    assertEquals(0, numbers.read);
    assertEquals(1, numbers.closed);
  }

  @Test
  void limitBeyondTheEndGivesAll() {
    assertEquals(10, numbers.rows().limit(Long.MAX_VALUE).count());
  }

  @Test
  void thenOpensTheSecondListOnlyWhenTheFirstHasEnded() {
    CountedSource second = CountedSource.of(2);
    Iterator<Integer> pass = numbers.rows().then(second.rows()).iterator();
    for (int row = 0; row < 10; row++) {
      assertEquals(row, pass.next());
    }
    assertEquals(0, second.opened);

    assertEquals(0, pass.next());
    assertEquals(1, numbers.closed);
    assertEquals(1, pass.next());
    assertEquals(false, pass.hasNext());
    assertEquals(1, second.closed);
  }

  @Test
  void thenClosesWhatIsOpenWhenThePassIsGivenUp() {
    CountedSource second = CountedSource.of(2);
    try (RowCursor<Integer> pass = numbers.rows().then(second.rows()).open()) {
      assertEquals(0, pass.next());
    }

    assertEquals(1, numbers.closed);
    assertEquals(0, second.opened);
  }

  @Test
  void firstReadsOneRowAndCloses() {
    assertEquals(Optional.of(0), numbers.rows().first());
    assertEquals(1, numbers.read);
    assertEquals(1, numbers.closed);
    assertEquals(Optional.empty(), numbers.rows().limit(0).first());
  }

  @Test
  void aStreamThatEndsEarlyIsClosedByItsUser() {
    try (Stream<Integer> stream = numbers.rows().stream()) {
      assertTrue(stream.anyMatch(n -> n == 4));
      assertEquals(0, numbers.closed);
    }

    assertEquals(5, numbers.read);
    assertEquals(1, numbers.closed);
  }

  @Test
  void rowsInMemoryDoNotFollowLaterChangesOfTheirList() {
    List<String> list = new ArrayList<>(List.of("a"));
    Rows<String> rows = Rows.of(String.class, list);
    list.add("b");

    assertEquals(List.of("a"), rows.toList());
    assertEquals(String.class, rows.rowType());
  }
}
