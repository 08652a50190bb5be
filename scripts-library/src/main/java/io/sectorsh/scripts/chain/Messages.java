package io.sectorsh.scripts.chain;

import io.sectorsh.filecoin.Cid;
import io.sectorsh.filecoin.MalformedValueException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells chain messages from the ids that damocles' message pool gives to what it sends: the former
 * are DAG-CBOR under blake2b-256, the latter raw bytes under blake2b-512.
 */
public final class Messages {
  private static final Pattern UPGRADE = Pattern.compile("(b[a-z2-7]+)(-[0-9]+)?");

  private Messages() {}

  public static boolean isOnChain(Cid message) {
    return message.getCodec() == Cid.DAG_CBOR && message.getHash() == Cid.BLAKE2B_256;
  }

  /**
   * The CID in an upgrade's message id, which is a CID, or a CID with the number of the attempt.
   */
  public static Optional<Cid> ofUpgrade(String messageId) {
    Matcher form = UPGRADE.matcher(messageId);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.parse(form.group(1))).filter(Messages::isOnChain);
    } catch (MalformedValueException notOne) {
      return Optional.empty();
    }
  }
}
