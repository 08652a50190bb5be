package io.sectorsh.jsonrpc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Stands between a client and a daemon, and spoils one of the calls that change something: what
 * became of it the client cannot see.
 */
public final class TroubledProxy implements AutoCloseable {
  /** What happens to the call. */
  public enum Trouble {
    /** The connection is reset, and the daemon never heard of it. */
    RESET_BEFORE,
    /** The connection is reset when the daemon has acted. */
    RESET_AFTER,
    /** Half of the answer comes, then the connection ends. */
    HALF_AN_ANSWER,
    /** Something comes that is no answer. */
    GARBAGE,
    /** The daemon gets it twice; the answer is the second one. */
    TWICE,
    /** The daemon has a failure of its own and does nothing. */
    REJECTED,
    /** No answer comes until the client gives up, and the daemon never heard of it. */
    SILENCE_BEFORE,
    /** No answer comes until the client gives up, and the daemon has acted. */
    SILENCE_AFTER;

    /** Whether the client waits for as long as it likes. */
    public boolean isSilence() {
      return this == SILENCE_BEFORE || this == SILENCE_AFTER;
    }
  }

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String daemon;
  private final Predicate<String> changes;
  private Trouble trouble = Trouble.RESET_BEFORE;
  private Runnable silent = () -> {};
  private int left;

  /**
   * @param changes whether a request's body is a call that changes something
   */
  public TroubledProxy(String daemon, Predicate<String> changes) throws IOException {
    this.daemon = daemon;
    this.changes = changes;
    Thread thread = new Thread(this::accept, "troubled-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Spoils one call from now on.
   *
   * @param at which one, from 1
   * @param whenSilent called when no answer comes
   */
  public synchronized void spoil(Trouble how, int at, Runnable whenSilent) {
    trouble = how;
    left = at;
    silent = whenSilent;
  }

  /** Whether the call has come that was to be spoilt. */
  public synchronized boolean hasSpoilt() {
    return left <= 0;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "troubled-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException over) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      for (String body = read(socket); !body.isEmpty(); body = read(socket)) {
        if (!isDue(body)) {
          answer(socket.getOutputStream(), ask(body));
        } else if (spoil(socket, body)) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client has gone, or the test is over.
    }
  }

  private synchronized boolean isDue(String body) {
    return changes.test(body) && --left == 0;
  }

  /** Whether the connection ends with it. */
  private boolean spoil(Socket socket, String body) throws IOException {
    OutputStream out = socket.getOutputStream();
    switch (trouble) {
      case TWICE -> {
        ask(body);
        answer(out, ask(body));
        return false;
      }
      case REJECTED -> {
        String id = body.replaceFirst("(?s).*\"id\":(\\d+).*", "$1");
        answer(
            out,
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + id
                + ",\"error\":{\"code\":1,\"message\":\"no space left on device\"}}");
        return false;
      }
      case RESET_BEFORE -> socket.setSoLinger(true, 0);
      case RESET_AFTER -> {
        ask(body);
        socket.setSoLinger(true, 0);
      }
      case HALF_AN_ANSWER -> {
        byte[] whole = head(ask(body));
        out.write(whole, 0, whole.length - 3);
      }
      case GARBAGE -> {
        ask(body);
        answer(out, "<html>");
      }
      case SILENCE_BEFORE -> waitUntilGone(socket);
      case SILENCE_AFTER -> {
        ask(body);
        waitUntilGone(socket);
      }
    }
    return true;
  }

  private void waitUntilGone(Socket socket) throws IOException {
    silent.run();
    if (socket.getInputStream().read() >= 0) {
      throw new IOException("a request while another one waits");
    }
  }

  private String ask(String body) throws IOException {
    HttpURLConnection call = (HttpURLConnection) URI.create(daemon).toURL().openConnection();
    call.setRequestProperty("Content-Type", "application/json");
    call.setDoOutput(true);
    try (OutputStream out = call.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = call.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The body of the next request; empty at the end. */
  private static String read(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    int letter;
    while (head.indexOf("\r\n\r\n") < 0 && (letter = socket.getInputStream().read()) >= 0) {
      head.append((char) letter);
    }
    if (head.isEmpty()) {
      return "";
    }
    String length = head.toString().replaceFirst("(?is).*content-length: *([0-9]+).*", "$1");
    byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length));
    return new String(body, StandardCharsets.UTF_8);
  }

  private static void answer(OutputStream out, String body) throws IOException {
    out.write(head(body));
    out.flush();
  }

  private static byte[] head(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    return (head + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
