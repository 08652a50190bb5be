package io.sectorsh.jsonrpc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: OkHttp's thread reads the connection, so that the thread that waits for the
 * answer can be interrupted at any moment, which cancels the call at once.
 */
final class Exchange implements Callback {
  private static final int CHUNK = 64 << 10;

  private final CallSite site;
  private final Progress progress;
  private final Call call;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final Pipe pipe = new Pipe();

  Exchange(CallSite site, Progress progress, Call call) {
    this.site = site;
    this.progress = progress;
    this.call = call;
  }

  /** Sends the request and waits for the status line. */
  int start() {
    call.enqueue(this);
    try {
      return status.get();
    } catch (InterruptedException stop) {
      close();
      throw CallInterruptedException.of(site);
    } catch (ExecutionException failed) {
      close();
      throw progress.failure(site, Objects.requireNonNullElse(failed.getCause(), failed));
    }
  }

  CallSite site() {
    return site;
  }

  /** The next bytes of the body, of any length but zero; null at the end. */
  byte @Nullable [] read() {
    try {
      return pipe.read();
    } catch (InterruptedException stop) {
      close();
      throw CallInterruptedException.of(site);
    } catch (IOException failed) {
      close();
      throw progress.failure(site, failed);
    }
  }

  /** Gives the call up; harmless when it is over. */
  void close() {
    pipe.close();
    call.cancel();
  }

  @Override
  public void onFailure(Call failed, IOException failure) {
    status.completeExceptionally(failure);
  }

  @Override
  public void onResponse(Call answered, Response response) {
    try (response) {
      status.complete(response.code());
      BufferedSource body = response.body().source();
      byte[] buffer = new byte[CHUNK];
      int length;
      while ((length = body.read(buffer)) >= 0) {
        if (length > 0 && !pipe.write(Arrays.copyOf(buffer, length))) {
          return;
        }
      }
      pipe.end(null);
    } catch (IOException cutOff) {
      pipe.end(cutOff);
    } catch (InterruptedException stop) {
      pipe.end(new IOException(stop));
    }
  }
}
