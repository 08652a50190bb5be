package io.sectorsh.lab;

import java.util.Locale;

/** What a token allows on a lotus API; each includes those before it. */
enum Permission {
  READ,
  WRITE,
  SIGN,
  ADMIN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean includes(Permission other) {
    return compareTo(other) >= 0;
  }
}
