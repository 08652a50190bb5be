package io.sectorsh.lab.transport;

import java.util.Locale;

/** What a token allows on a lotus API; each includes those before it. */
public enum Permission {
  READ,
  WRITE,
  SIGN,
  ADMIN;

  /** The word for it in tokens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a bearer of this one may do what the other allows. */
  public boolean includes(Permission other) {
    return compareTo(other) >= 0;
  }
}
