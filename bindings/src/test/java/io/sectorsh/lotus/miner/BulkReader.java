package io.sectorsh.lotus.miner;

import io.sectorsh.filecoin.SectorNumbers;
import io.sectorsh.jsonrpc.RpcEndpoint;
import io.sectorsh.jsonrpc.RpcService;

/** Reads the statuses of many sectors in a process of its own: URL COUNT. */
final class BulkReader {
  private BulkReader() {}

  public static void main(String[] arguments) {
    LotusMiner miner = new LotusMiner(RpcEndpoint.parse(arguments[0], RpcService.MINER));
    long count = 0;
    long last = -1;
    long sectors = Long.parseLong(arguments[1]);
    for (SectorRead read : miner.sectorStatuses(SectorNumbers.range(0, sectors - 1), false)) {
      if (read.status().orElseThrow().getSectorNumber() != last + 1) {
        throw new IllegalStateException(read.toString());
      }
      last = read.number();
      count++;
    }
    System.out.println(count + " sectors, last " + last);
  }
}
