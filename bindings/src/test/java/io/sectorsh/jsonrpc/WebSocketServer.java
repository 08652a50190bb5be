package io.sectorsh.jsonrpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server (RFC 6455) that does exactly what a test says with each connection. */
public final class WebSocketServer implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /** Talks over one connection whose handshake is done; when it returns the connection is cut. */
  public interface Behaviour {
    void serve(int connection, Talk talk) throws Exception;
  }

  /** One connection. */
  public static final class Talk {
    private final DataInputStream in;
    private final OutputStream out;
    private final Socket socket;
    private final String head;

    Talk(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
      this.head = readHead();
    }

    private String readHead() throws IOException {
      StringBuilder text = new StringBuilder();
      int letter;
      while (text.indexOf("\r\n\r\n") < 0 && (letter = in.read()) >= 0) {
        text.append((char) letter);
      }
      return text.toString();
    }

    /** The request line and the headers. */
    public String head() {
      return head;
    }

    void shakeHands() throws IOException, GeneralSecurityException {
      String key = head.replaceFirst("(?is).*sec-websocket-key: *([^\r]+).*", "$1");
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      raw(
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Accept: "
              + Base64.getEncoder().encodeToString(hash)
              + "\r\n\r\n");
    }

    /** The next text; pings are answered and pongs skipped; null when the client closed. */
    public String read() throws IOException {
      while (true) {
        int first = in.read();
        if (first < 0) {
          return null;
        }
        byte[] payload = payload();
        switch (first & 0x0f) {
          case 8 -> {
            return null;
          }
          case 9 -> frame(10, payload);
          case 1 -> {
            return new String(payload, StandardCharsets.UTF_8);
          }
          default -> {}
        }
      }
    }

    private byte[] payload() throws IOException {
      int length = in.readUnsignedByte() & 0x7f;
      long size =
          length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : (long) length;
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(Math.toIntExact(size));
      for (int at = 0; at < payload.length; at++) {
        payload[at] ^= mask[at % 4];
      }
      return payload;
    }

    /** Sends a text in one frame. */
    public void write(String text) throws IOException {
      frame(1, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a close frame. */
    public void sayGoodbye() throws IOException {
      frame(8, new byte[] {3, (byte) 0xe8});
    }

    void ping() throws IOException {
      frame(9, new byte[] {1, 2, 3});
    }

    void raw(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    private synchronized void frame(int opcode, byte[] payload) throws IOException {
      ByteArrayOutputStream frame = new ByteArrayOutputStream();
      frame.write(0x80 | opcode);
      if (payload.length < 126) {
        frame.write(payload.length);
      } else {
        frame.write(126 + (payload.length > 0xffff ? 1 : 0));
        for (int shift = payload.length > 0xffff ? 56 : 8; shift >= 0; shift -= 8) {
          frame.write((int) ((long) payload.length >> shift));
        }
      }
      frame.write(payload);
      out.write(frame.toByteArray());
      out.flush();
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();

  public WebSocketServer(Behaviour behaviour) throws IOException {
    daemon(
        () -> {
          while (!server.isClosed()) {
            accept(behaviour);
          }
        });
  }

  private void accept(Behaviour behaviour) {
    try {
      Socket socket = server.accept();
      int number = connections.incrementAndGet();
      daemon(() -> serve(number, socket, behaviour));
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void serve(int number, Socket socket, Behaviour behaviour) {
    try (socket) {
      Talk talk = new Talk(socket);
      talk.shakeHands();
      behaviour.serve(number, talk);
    } catch (Exception gone) {
      // The test is over, or the client has gone: nothing to tell anybody.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "web-socket-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** How many connections were made. */
  public int connections() {
    return connections.get();
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
