package io.sectorsh.jsonrpc;

import io.sectorsh.errors.OperatorException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/** How far a call came, which tells what a failure means. One for each call, as a request's tag. */
final class Progress {
  private final RpcLimits limits;
  private final boolean streaming;
  private volatile boolean connected;
  private volatile boolean answered;

  Progress(RpcLimits limits, boolean streaming) {
    this.limits = limits;
    this.streaming = streaming;
  }

  /** What the failure means to the user. */
  OperatorException failure(CallSite site, Throwable failure) {
    if (!connected) {
      return notConnected(site, failure);
    }
    if (failure instanceof InterruptedIOException) {
      return site.late(streaming ? limits.streamed() : limits.answer(), failure);
    }
    if (failure instanceof ProtocolException && !answered) {
      return site.badAnswer("the answer is not HTTP", failure);
    }
    return site.cutOff(
        answered
            ? "the connection broke in the middle of the answer"
            : "the connection was closed before an answer came",
        failure);
  }

  private OperatorException notConnected(CallSite site, Throwable failure) {
    String address =
        site.endpoint().requestUrl().host() + ":" + site.endpoint().requestUrl().port();
    if (failure instanceof ConnectException) {
      return site.unreachable("nothing listens at " + address, failure);
    }
    if (failure instanceof UnknownHostException) {
      return site.unreachable("no host is called " + site.endpoint().requestUrl().host(), failure);
    }
    if (failure instanceof SSLException) {
      return site.badAnswer("no TLS connection can be made with " + address, failure);
    }
    if (failure instanceof InterruptedIOException) {
      return site.unreachable(
          "no connection to " + address + " within " + limits.connect().toSeconds() + " s",
          failure);
    }
    return site.unreachable("no connection to " + address + " can be made", failure);
  }

  /** Keeps the {@link Progress} of each call that has one. */
  static final class Listener extends EventListener {
    @Override
    public void connectionAcquired(Call call, Connection connection) {
      of(call).connected = true;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
      of(call).answered = true;
    }

    @Override
    public void callFailed(Call call, IOException failure) {}

    private static Progress of(Call call) {
      return java.util.Objects.requireNonNull(call.request().tag(Progress.class));
    }
  }
}
