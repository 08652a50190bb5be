package io.sectorsh.filecoin.cbor;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Texts of Go programs, which may hold bytes that are not UTF-8 (lotus cuts log messages in the
 * middle of a letter): such a byte becomes a lone surrogate U+DC80 to U+DCFF and back, so that
 * nothing is lost.
 */
final class CborText {
  private static final int ESCAPE = 0xdc00;
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private CborText() {}

  static String decode(byte[] bytes, int start, int length) {
    if (length == 0) {
      return "";
    }
    if (isAscii(bytes, start, length)) {
      return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, start, length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
    } catch (CharacterCodingException notUtf8) {
      return decodeWithEscapes(ByteBuffer.wrap(bytes, start, length));
    }
  }

  private static boolean isAscii(byte[] bytes, int start, int length) {
    int end = start + length;
    int at = start;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      if (((long) EIGHT.get(bytes, at) & NOT_ASCII) != 0) {
        return false;
      }
    }
    for (; at < end; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private static String decodeWithEscapes(ByteBuffer in) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        out.put((char) (ESCAPE | in.get() & 0xff));
      }
      decoder.reset();
    }
    return out.flip().toString();
  }

  static byte[] encode(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (isEscape(text.charAt(at))) { // Or the second half of a letter beyond U+FFFF.
        return encodeEscapes(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] encodeEscapes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(
            point -> {
              if (isEscape(point)) {
                out.write(point);
              } else {
                out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
              }
            });
    return out.toByteArray();
  }

  private static boolean isEscape(int point) {
    return point >= (ESCAPE | 0x80) && point <= (ESCAPE | 0xff);
  }
}
