package io.sectorsh.jsonrpc;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The connections that all clients share. Their threads do not keep the program alive. */
final class HttpTransport {
  private static final int MOST_AT_ONCE = 64;
  private static final AtomicInteger THREADS = new AtomicInteger();

  /** Redirects are not followed: they would carry the token elsewhere. */
  static final OkHttpClient SHARED =
      new OkHttpClient.Builder()
          .dispatcher(dispatcher())
          .eventListener(new Progress.Listener())
          .followRedirects(false)
          .followSslRedirects(false)
          .build();

  private HttpTransport() {}

  static OkHttpClient with(RpcLimits limits, boolean streaming) {
    OkHttpClient.Builder client =
        SHARED.newBuilder().connectTimeout(limits.connect()).writeTimeout(limits.answer());
    return streaming
        ? client.readTimeout(limits.streamed()).build()
        : client.readTimeout(limits.answer()).callTimeout(limits.answer()).build();
  }

  /** After one broke: a daemon that was restarted has closed all others, too. */
  static void dropIdle() {
    SHARED.connectionPool().evictAll();
  }

  private static Dispatcher dispatcher() {
    Dispatcher dispatcher =
        new Dispatcher(
            Executors.newCachedThreadPool(
                task -> {
                  Thread thread = new Thread(task, "rpc-" + THREADS.incrementAndGet());
                  thread.setDaemon(true);
                  return thread;
                }));
    dispatcher.setMaxRequests(MOST_AT_ONCE);
    dispatcher.setMaxRequestsPerHost(MOST_AT_ONCE);
    return dispatcher;
  }
}
