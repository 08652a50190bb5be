package io.sectorsh.damocles.manager;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a request, then does to the connection what a test says. */
final class HostileManager implements AutoCloseable {
  interface Behaviour {
    void answer(OutputStream out) throws Exception;
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger requests = new AtomicInteger();

  HostileManager(Behaviour behaviour) throws IOException {
    Thread thread = new Thread(() -> accept(behaviour), "hostile-manager");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Behaviour behaviour) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket, behaviour), "hostile-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException over) {
        return;
      }
    }
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try (socket) {
      readRequest(socket.getInputStream());
      requests.incrementAndGet();
      behaviour.answer(socket.getOutputStream());
    } catch (Exception gone) {
      // The client has gone, which is what many of the tests want.
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int letter;
    while (head.indexOf("\r\n\r\n") < 0 && (letter = in.read()) >= 0) {
      head.append((char) letter);
    }
    String length = head.toString().replaceFirst("(?is).*content-length: *([0-9]+).*", "$1");
    in.readNBytes(Integer.parseInt(length));
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] head(String status, String more) {
    return text(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\nConnection: close\r\n"
            + more
            + "\r\n\r\n");
  }

  int requests() {
    return requests.get();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
