package io.sectorsh.damocles.diagnosis;

import java.util.Locale;

/** How the chain sees a sector; printed in words. */
public enum SectorHealth {
  /** The chain has never seen the number. */
  NOT_ON_CHAIN,
  /** It was announced, and waits for its proof. */
  PRECOMMITTED,
  /** It has power. */
  ACTIVE,
  /** It has landed and was not proven in a deadline yet. */
  UNPROVEN,
  /** It was not proven, or declared faulty. */
  FAULTY,
  /** Faulty, and declared recovered: to be proven in its next deadline. */
  RECOVERING,
  /** It is over: terminated, expired, or never proven. Its number cannot be used again. */
  GONE;

  /** Whether there is a sector to prove. */
  public boolean isLive() {
    return this == ACTIVE || this == UNPROVEN || this == FAULTY || this == RECOVERING;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
