package io.sectorsh.benchmarks;

import io.sectorsh.filecoin.ChainEpoch;
import io.sectorsh.filecoin.SealProof;
import io.sectorsh.leveldb.NewLevelDb;
import io.sectorsh.lotus.record.LogEntry;
import io.sectorsh.lotus.record.SectorHeader;
import io.sectorsh.lotus.record.SectorInfo;
import io.sectorsh.lotus.repo.LotusRepo;
import io.sectorsh.rows.RowCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Listing a large repository as a whole process, run by {@code benchmarks/lotus-scan.sh} beside
 * goleveldb.
 */
public final class LotusScan {
  private static final long GENESIS = 1_700_000_000;

  private LotusScan() {}

  /** Arguments: {@code make REPO COUNT}, {@code decode|objects|filter REPO}. */
  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "make" -> make(path, Integer.parseInt(arguments[2]));
      case "decode" -> System.out.println(decode(LotusRepo.open(path)));
      case "objects" -> System.out.println(objects(LotusRepo.open(path)));
      case "filter" -> System.out.println(filter(LotusRepo.open(path)));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Every member of every record is read and checked as lotus' own decoder does. */
  private static String decode(LotusRepo repo) {
    long count = 0;
    long sum = 0;
    try (RowCursor<SectorInfo> sectors = repo.getSectors().open()) {
      while (sectors.hasNext()) {
        sum += sectors.next().getSectorNumber();
        count++;
      }
    }
    return count + " records decoded, " + sum;
  }

  /** And made an object; the sum keeps the compiler from leaving it out. */
  private static String objects(LotusRepo repo) {
    long count = 0;
    long sum = 0;
    try (RowCursor<SectorInfo> sectors = repo.getSectors().open()) {
      while (sectors.hasNext()) {
        sum += everyMember(sectors.next());
        count++;
      }
    }
    return count + " records made objects, " + sum;
  }

  private static long everyMember(SectorInfo sector) {
    long sum = sector.getSectorNumber() + sector.getRecordedNumber() + sector.getInvalidProofs();
    sum += sector.getLog().size() + sector.getPieces().size() + sector.getCCPieces().size();
    sum += sector.getCommD().hashCode() + sector.getCommR().hashCode();
    sum += sector.getUpdateSealed().hashCode() + sector.getUpdateUnsealed().hashCode();
    sum += sector.getCommitMessage().hashCode() + sector.getPreCommitMessage().hashCode();
    sum += sector.getFaultReportMsg().hashCode() + sector.getTerminateMessage().hashCode();
    sum += sector.getReplicaUpdateMessage().hashCode() + sector.getPreCommitTipSet().size();
    sum += sector.getProof().length + sector.getPreCommit1Out().length;
    sum += sector.getSeedValue().length + sector.getTicketValue().length;
    sum += sector.getReplicaUpdateProof().length + sector.getCreationTime().hashCode();
    sum += sector.getState().length() + sector.getReturn().length() + sector.getLastErr().length();
    sum += sector.getSeedEpoch().value() + sector.getTicketEpoch().value();
    sum += sector.getTerminatedAt().value() + sector.getSectorTypeNumber();
    sum += sector.getPreCommit1Fails() + sector.getPreCommit2Fails();
    sum += sector.getPreCommitDeposit().hashCode() + (sector.isCCUpdate() ? 1 : 0);
    sum += sector.getRemoteDataCache().hashCode() + sector.getRemoteDataSealed().hashCode();
    sum += sector.getRemoteDataUnsealed().hashCode() + (sector.isRemoteDataFinalized() ? 1 : 0);
    sum += sector.getRemoteCommit1Endpoint().length() + sector.getRemoteCommit2Endpoint().length();
    return sum + sector.getRemoteSealingDoneEndpoint().length();
  }

  private static String filter(LotusRepo repo) {
    long found = repo.getSectorHeaders().filter(LotusScan::isUnsealedFailure).count();
    return found + " records found";
  }

  private static boolean isUnsealedFailure(SectorHeader sector) {
    return sector.getState().equals("FailedUnrecoverable") && sector.getSectorTypeNumber() == 8;
  }

  private static void make(Path path, int count) throws IOException {
    Files.createDirectories(path.resolve("keystore"));
    Files.createDirectories(path.resolve("datastore"));
    Random random = new Random(4);
    List<String> keys = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      keys.add("/sectors/" + number);
    }
    keys.sort(null);
    try (NewLevelDb database = NewLevelDb.create(path.resolve("datastore/metadata"))) {
      for (String key : keys) {
        long number = Long.parseLong(key.substring("/sectors/".length()));
        database.put(key.getBytes(StandardCharsets.UTF_8), record(number, random).encode());
      }
      database.finish();
    }
  }

  private static SectorInfo record(long number, Random random) {
    return SectorInfo.builder(number)
        .state(number % 10 == 0 ? "FailedUnrecoverable" : "Proving")
        .sectorType(SealProof.ofNumber(8))
        .ticketEpoch(new ChainEpoch(number))
        .ticketValue(bytes(random, 32))
        .seedEpoch(new ChainEpoch(number + 150))
        .seedValue(bytes(random, 32))
        .proof(bytes(random, 192))
        .preCommit1Out(bytes(random, 300))
        .creationTime(Optional.of(Instant.ofEpochSecond(GENESIS + number)))
        .log(log(number))
        .build();
  }

  private static List<LogEntry> log(long number) {
    List<LogEntry> log = new ArrayList<>();
    for (String event : List.of("SectorStart", "SectorPacked", "SectorTicket", "SectorSeedReady")) {
      String message = "{\"User\":{\"ID\":" + number + ",\"SectorType\":8}}";
      log.add(new LogEntry(GENESIS + number, "event;sealing." + event, message, ""));
    }
    return log;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
