package northstar.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A DynamoDB in trouble: it never answers, or refuses each call because there are too many. */
final class TroubledTable implements AutoCloseable {
    /** What DynamoDB says then. */
    static final String THROTTLED = "The level of configured provisioned throughput for the table was exceeded";

    /** What is wrong. */
    enum Trouble {
        HANGS,
        THROTTLES
    }

    private final Trouble trouble;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    private TroubledTable(Trouble trouble, HttpServer server) {
        this.trouble = trouble;
        this.server = server;
    }

    static TroubledTable open(Trouble trouble) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TroubledTable table = new TroubledTable(trouble, server);
        server.createContext("/", table::answer);
        server.setExecutor(table.threads);
        server.start();
        return table;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (trouble == Trouble.HANGS) {
                end.await();
                return;
            }
            byte[] body = """
                    {"__type": "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException", "message": "%s"}""".formatted(THROTTLED).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
