package io.sectorsh.profile;

import io.sectorsh.filecoin.Address;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The systems of one storage provider, as one session sees them. What is absent is not configured.
 *
 * @param name as the user calls it; {@code default} when it came from the environment
 * @param production whether mistakes here cost money: such a session stays careful
 * @param miner the miner to work on
 * @param fullNodeApi {@code TOKEN:ADDRESS} or {@code ADDRESS} of a lotus or Venus chain node, as in
 *     FULLNODE_API_INFO
 * @param minerApi the same for lotus-miner, as in MINER_API_INFO
 * @param lotusMinerRepo lotus-miner's repository directory
 * @param damoclesApi base address of a damocles manager: URL or multiaddr
 * @param damoclesHome the manager's home directory
 */
public record Profile(
    String name,
    boolean production,
    Optional<Address> miner,
    Optional<String> fullNodeApi,
    Optional<String> minerApi,
    Optional<Path> lotusMinerRepo,
    Optional<String> damoclesApi,
    Optional<Path> damoclesHome) {

  /** Its name and its miner, as in {@code mainnet, f01234}. */
  public String words() {
    return name + miner.map(address -> ", " + address).orElse("");
  }

  /** Without the tokens that the addresses may carry. */
  @Override
  public String toString() {
    return "Profile[" + words() + "]";
  }
}
