package io.sectorsh.shell.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class WrappedTextTest {
  private static final String LINE =
      "lab: miner t04079 on 127.0.0.1: lotus :35511, lotus-miner :40001, damocles :33563; repos"
          + " /dev/shm/sectorsh-lab-2375112076458730062/lotus-miner (running)";

  @Test
  void noWordIsBroken() {
    String wrapped = WrappedText.of(LINE, 79);
    assertTrue(wrapped.lines().allMatch(line -> line.length() <= 79), wrapped);
    assertEquals(LINE, wrapped.replaceAll("\\n +", " "));
    assertEquals(2, wrapped.lines().count(), wrapped);
  }

  @Test
  void aLongWordHasALineOfItsOwnAndAShortTextStaysAsItIs() {
    assertEquals("a\n  /a/very/long/path\n  b", WrappedText.of("a /a/very/long/path b", 10));
    assertEquals("a b", WrappedText.of("a b", 10));
  }
}
