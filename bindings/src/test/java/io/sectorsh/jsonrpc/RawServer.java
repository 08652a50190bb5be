package io.sectorsh.jsonrpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does exactly what a test says with each connection, then hangs up. */
final class RawServer implements AutoCloseable {
  /** Writes to one connection whose request has been read. */
  interface Behaviour {
    void serve(int connection, OutputStream out) throws Exception;
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(Behaviour behaviour) throws IOException {
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                accept(behaviour);
              }
            },
            "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Behaviour behaviour) {
    try (Socket socket = server.accept()) {
      readRequest(socket.getInputStream());
      behaviour.serve(connections.incrementAndGet(), socket.getOutputStream());
    } catch (Exception closed) {
      // The test is over, or the client has gone: nothing to tell anybody.
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int letter;
    while (head.indexOf("\r\n\r\n") < 0 && (letter = in.read()) >= 0) {
      head.append((char) letter);
    }
    String lengths = head.toString().replaceFirst("(?is).*content-length: *([0-9]+).*", "$1");
    in.readNBytes(Integer.parseInt(lengths));
  }

  static byte[] chunkedHead() {
    return text(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  static byte[] chunk(String body) {
    return text(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n");
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  int connections() {
    return connections.get();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
