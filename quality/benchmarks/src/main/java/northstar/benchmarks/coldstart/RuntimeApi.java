package northstar.benchmarks.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lambda's Runtime API for one instance and one event. The instance's second question for an event is never answered.
 * Thread-safe.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpServer server;
    private final byte[] event;
    private final String requestId;
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final CompletableFuture<Long> answered = new CompletableFuture<>();

    private RuntimeApi(HttpServer server, byte[] event, String requestId) {
        this.server = server;
        this.event = event;
        this.requestId = requestId;
    }

    static RuntimeApi start(byte[] event, String requestId) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RuntimeApi api = new RuntimeApi(server, event, requestId);
        server.createContext(PREFIX, api::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return api;
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The time by {@link System#nanoTime} at which the instance first asked for an event: it is initialised then. */
    CompletableFuture<Long> ready() {
        return ready;
    }

    /** The time at which the answer to the event came. It fails with whatever error the instance reported instead. */
    CompletableFuture<Long> answered() {
        return answered;
    }

    /** Fails whatever has not happened yet. */
    void fail(String reason) {
        IllegalStateException failure = new IllegalStateException(reason);
        ready.completeExceptionally(failure);
        answered.completeExceptionally(failure);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
        if (path.equals("invocation/next")) {
            ready.complete(now);
            if (handedOut.compareAndSet(false, true)) {
                exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", requestId);
                exchange.getResponseHeaders()
                        .set(
                                "Lambda-Runtime-Deadline-Ms",
                                Long.toString(System.currentTimeMillis() + TIMEOUT.toMillis()));
                exchange.getResponseHeaders()
                        .set(
                                "Lambda-Runtime-Invoked-Function-Arn",
                                "arn:aws:lambda:us-east-1:000000000000:function:benchmark");
                reply(exchange, 200, event);
            }
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("invocation/" + requestId + "/response")) {
            answered.complete(now);
        } else {
            fail(path + ": " + body);
        }
        reply(exchange, 202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
