package io.sectorsh.damocles.sector;

import io.sectorsh.errors.ErrorCode;
import io.sectorsh.errors.OperatorException;
import io.sectorsh.filecoin.Address;
import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SectorNumbers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which sectors are wanted, by names: {@code finalized}, {@code rebuild}, {@code snapup}, {@code
 * unsealing}, {@code aborted}, {@code imported}, {@code upgraded}, {@code removed}, {@code
 * withDeals} are true or false; {@code state} is one of its words; {@code store} is online or
 * offline; {@code miner} is an address or an actor's number; {@code numbers} is such as {@code
 * '1-100,200'}; {@code olderThan} is an epoch, a duration or a text such as {@code '7d'}, and goes
 * by the ticket: sectors without one are not older than anything.
 */
public final class SectorFilter {
  private static final Map<String, Predicate<SectorState>> FLAGS =
      Map.of(
          "finalized", SectorState::isFinalized,
          "rebuild", SectorState::isNeedRebuild,
          "snapup", sector -> sector.getPhase() == SectorPhase.SNAPUP,
          "unsealing", SectorState::isUnsealing,
          "aborted", sector -> !sector.getAbortReason().isEmpty(),
          "imported", SectorState::isImported,
          "upgraded", SectorState::isUpgraded,
          "removed", SectorState::isRemoved,
          "withDeals", SectorState::isWithDeals);

  private final Optional<SectorStore> store;
  private final Predicate<SectorState> wanted;

  private SectorFilter(Optional<SectorStore> store, Predicate<SectorState> wanted) {
    this.store = store;
    this.wanted = wanted;
  }

  /**
   * A filter by names.
   *
   * @param epochBefore the epoch that was so long ago; asked only if a duration is given
   * @throws OperatorException BAD_VALUE for a name that is none, or a value of another kind
   */
  public static SectorFilter of(Map<String, ?> named, Function<Duration, ChainEpoch> epochBefore) {
    Predicate<SectorState> wanted = sector -> true;
    Optional<SectorStore> store = Optional.empty();
    for (Map.Entry<String, ?> one : named.entrySet()) {
      if (one.getKey().equals("store")) {
        store = Optional.of(store(one.getValue()));
      } else {
        wanted = wanted.and(predicate(one.getKey(), one.getValue(), epochBefore));
      }
    }
    return new SectorFilter(store, wanted);
  }

  /** Whether a store has to be read for it. */
  public boolean asks(SectorStore one) {
    return store.isEmpty() || store.get() == one;
  }

  /** Whether a state is one of those that are wanted. */
  public Predicate<SectorState> wanted() {
    return wanted;
  }

  private static Predicate<SectorState> predicate(
      String name, Object value, Function<Duration, ChainEpoch> epochBefore) {
    Predicate<SectorState> flag = FLAGS.get(name);
    if (flag != null) {
      return flag(name, value) ? flag : flag.negate();
    }
    return switch (name) {
      case "state" -> state(value);
      case "miner" -> {
        long miner = miner(value);
        yield sector -> sector.getMiner() == miner;
      }
      case "numbers", "number" -> {
        SectorNumbers numbers = numbers(value);
        yield sector -> numbers.contains(sector.getNumber());
      }
      case "olderThan" -> {
        ChainEpoch before = before(value, epochBefore);
        yield sector ->
            sector.getTicket().filter(ticket -> ticket.epoch().isBefore(before)).isPresent();
      }
      default -> throw unknown(name);
    };
  }

  private static boolean flag(String name, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw bad(name, value, "Write " + name + ": true or " + name + ": false.");
  }

  private static Predicate<SectorState> state(Object value) {
    for (Object word : value instanceof Collection<?> words ? words : List.of(value)) {
      boolean known = false;
      for (SectorPhase phase : SectorPhase.values()) {
        known |= phase.toString().equals(String.valueOf(word));
      }
      if (!known) {
        throw bad("state", word, "One of: " + words(List.of(SectorPhase.values())) + ".");
      }
    }
    return value instanceof Collection<?> words
        ? sector -> words.stream().anyMatch(word -> sector.getState().equals("" + word))
        : sector -> sector.getState().equals(value.toString());
  }

  private static SectorStore store(Object value) {
    for (SectorStore store : SectorStore.values()) {
      if (store == value || store.word().equals(String.valueOf(value).toLowerCase(Locale.ROOT))) {
        return store;
      }
    }
    throw bad("store", value, "It is online or offline.");
  }

  private static long miner(Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    try {
      return (value instanceof Address address ? address : Address.parse(value.toString()))
          .getActorId();
    } catch (IllegalArgumentException malformed) {
      throw bad("miner", value, "Write an address such as t01000.");
    }
  }

  /**
   * Numbers as an operator gives them: one, a text with several, a set.
   *
   * @throws OperatorException BAD_VALUE for anything else
   */
  public static SectorNumbers numbers(Object value) {
    try {
      if (value instanceof SectorNumbers numbers) {
        return numbers;
      }
      if (value instanceof Collection<?> many) {
        return SectorNumbers.of(
            many.stream().mapToLong(one -> Long.parseLong(one.toString())).toArray());
      }
      return SectorNumbers.parse(value.toString());
    } catch (IllegalArgumentException malformed) {
      throw bad("numbers", value, "Write them like 1-100,200.");
    }
  }

  private static ChainEpoch before(Object value, Function<Duration, ChainEpoch> epochBefore) {
    if (value instanceof ChainEpoch epoch) {
      return epoch;
    }
    if (value instanceof Number number) {
      return new ChainEpoch(number.longValue());
    }
    if (value instanceof Duration age) {
      return epochBefore.apply(age);
    }
    return epochBefore.apply(age(value.toString()));
  }

  private static Duration age(String text) {
    if (!text.matches("[0-9]{1,9}[mhd]")) {
      throw bad("olderThan", text, "Write an epoch, or an age such as 90m, 36h or 7d.");
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static String words(List<?> values) {
    return String.join(", ", values.stream().map(Object::toString).toList());
  }

  private static OperatorException unknown(String name) {
    Map<String, Boolean> names = new TreeMap<>();
    FLAGS.keySet().forEach(flag -> names.put(flag, true));
    for (String other : new String[] {"state", "store", "miner", "numbers", "olderThan"}) {
      names.put(other, true);
    }
    return bad("name", name, "One of: " + String.join(", ", names.keySet()) + ".");
  }

  private static OperatorException bad(String name, Object value, String next) {
    return new OperatorException(
        ErrorCode.BAD_VALUE, "'" + value + "' is no " + name + " of sectors", "sectors", next);
  }
}
