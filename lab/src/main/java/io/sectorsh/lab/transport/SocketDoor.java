package io.sectorsh.lab.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of 127.0.0.1 that takes WebSockets and passes all else to a server that cannot. A
 * connection is one or the other for its whole life.
 */
public final class SocketDoor implements AutoCloseable {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LONGEST_HEAD = 64 << 10;

  /** Talks over one WebSocket. */
  interface Talk {
    /** Whether the request may open a WebSocket: 101, or the status that refuses it. */
    int admit(HttpRequestText request);

    /** Talks until the client closes. */
    void talk(HttpRequestText request, SocketFrames frames) throws IOException;
  }

  private final String name;
  private final ServerSocket door;
  private final int inner;
  private final Talk talk;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private SocketDoor(String name, int wanted, int inner, Talk talk) throws IOException {
    this.name = name;
    this.inner = inner;
    this.talk = talk;
    this.door = bound(wanted);
  }

  /**
   * Opens a port.
   *
   * @param wanted which one; a free one if it is 0, or somebody has it
   * @param inner the port of the server that gets all that is no WebSocket
   */
  public static SocketDoor open(String name, int wanted, int inner, RpcSocket talk)
      throws IOException {
    SocketDoor door = new SocketDoor(name, wanted, inner, talk);
    door.start(door::accept);
    return door;
  }

  private static ServerSocket bound(int wanted) throws IOException {
    try {
      return new ServerSocket(wanted, 50, loopback());
    } catch (BindException taken) {
      return new ServerSocket(0, 50, loopback());
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private void start(Runnable task) {
    Thread thread = new Thread(task, "lab-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException closed) {
        // The lab stops, or a client was gone before it was let in.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      byte[] head = readHead(socket.getInputStream());
      String text = new String(head, StandardCharsets.ISO_8859_1);
      if (header(text, "Upgrade").filter("websocket"::equalsIgnoreCase).isPresent()) {
        upgrade(socket, text);
      } else if (head.length > 0) {
        relay(socket, head);
      }
    } catch (IOException | GeneralSecurityException gone) {
      // The client went away: there is nobody to tell.
    } finally {
      open.remove(socket);
    }
  }

  private static byte[] readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4 && head.size() < LONGEST_HEAD) {
      int letter = in.read();
      if (letter < 0) {
        break;
      }
      head.write(letter);
      ends = letter == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : letter == '\r' ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static Optional<String> header(String head, String header) {
    Matcher found =
        Pattern.compile("(?im)^" + Pattern.quote(header) + ":[ \\t]*(.*?)[ \\t\\r]*$")
            .matcher(head);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private void upgrade(Socket socket, String head) throws IOException, GeneralSecurityException {
    HttpRequestText request = request(head);
    int status = talk.admit(request);
    String key = header(head, "Sec-WebSocket-Key").orElse("");
    byte[] hash =
        MessageDigest.getInstance("SHA-1")
            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
    String answer =
        status == 101
            ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash)
                + "\r\n\r\n"
            : "HTTP/1.1 " + status + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    OutputStream out = socket.getOutputStream();
    out.write(answer.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    if (status == 101) {
      talk.talk(request, new SocketFrames(socket.getInputStream(), out));
    }
  }

  private static HttpRequestText request(String head) {
    String[] line = head.split("\r\n", 2)[0].split(" ", -1);
    String target = line.length > 1 ? line[1] : "/";
    int query = target.indexOf('?');
    return new HttpRequestText(
        line[0].toUpperCase(Locale.ROOT),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? "" : target.substring(query + 1),
        header(head, "Authorization"),
        header(head, "Content-Type").orElse(""),
        new byte[0]);
  }

  private void relay(Socket client, byte[] head) throws IOException {
    try (Socket server = new Socket(loopback(), inner)) {
      server.setTcpNoDelay(true);
      open.add(server);
      server.getOutputStream().write(head);
      start(() -> pump(client, server));
      pump(server, client);
    }
  }

  /** Carries bytes one way; at their end both connections are over. */
  private void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One side went away, and so does the other now.
    } finally {
      open.remove(from);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return door.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
