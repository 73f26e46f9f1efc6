package northstar.benchmarks.coldstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Answers {@code PutEvents} over HTTP and keeps the events; it delivers none of them. It is here for its clients to have somebody
 * to wait for, since the embedded bus has no network. Thread-safe.
 */
final class BusStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Entry> entries = new ArrayList<>();

    /** An event that was put on the bus. */
    record Entry(String detailType, String detail) {}

    private BusStub(HttpServer server) {
        this.server = server;
    }

    static BusStub start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        BusStub bus = new BusStub(server);
        server.createContext("/", bus::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return bus;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns what was put on the bus since the last call. */
    synchronized List<Entry> taken() {
        List<Entry> taken = List.copyOf(entries);
        entries.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
        ArrayNode results = answer.putArray("Entries");
        for (JsonNode entry : request.path("Entries")) {
            keep(new Entry(
                    entry.path("DetailType").asText(), entry.path("Detail").asText()));
            results.addObject().put("EventId", UUID.randomUUID().toString());
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized void keep(Entry entry) {
        entries.add(entry);
    }
}
