package io.sectorsh.lab.transport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The server's side of a WebSocket's frames (RFC 6455): whole texts, pings and closing. */
final class SocketFrames {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int LAST = 0x80;
  private static final long LONGEST = 1 << 20;

  private final DataInputStream in;
  private final OutputStream out;

  SocketFrames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** The next text; empty when the client closes. Answers pings. */
  Optional<String> read() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    while (true) {
      int first = in.read();
      int opcode = first & 0x0f;
      if (first < 0 || opcode == CLOSE) {
        return Optional.empty();
      }
      byte[] payload = payload();
      if (opcode == PING) {
        write(PONG, payload);
      } else if (opcode != PONG) {
        text.writeBytes(payload);
        if ((first & LAST) != 0) {
          return Optional.of(text.toString(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte() & 0x7f;
    long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
    if (size < 0 || size > LONGEST) {
      throw new IOException("a frame of " + size + " bytes");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) size);
    if (mask.length < 4 || payload.length < size) {
      throw new IOException("a frame that ends early");
    }
    for (int at = 0; at < payload.length; at++) {
      payload[at] ^= mask[at % 4];
    }
    return payload;
  }

  void write(String text) throws IOException {
    write(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void write(int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(LAST | opcode);
    int bytes = payload.length < 126 ? 0 : payload.length <= 0xffff ? 2 : 8;
    frame.write(bytes == 0 ? payload.length : bytes == 2 ? 126 : 127);
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      frame.write((int) ((long) payload.length >> shift));
    }
    frame.writeBytes(payload);
    out.write(frame.toByteArray());
    out.flush();
  }
}
