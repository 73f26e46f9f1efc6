package northstar.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Slack would be: hears what a deployment has to say. */
final class Webhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    private Webhook(HttpServer server) {
        this.server = server;
    }

    /**
     * Something that was said.
     *
     * @param key the secret that came with it
     * @param body JSON
     */
    record Message(String key, JsonNode body) {}

    /** Listens where the deployment was told to go; anywhere if it was not told. */
    static Webhook open() throws IOException {
        int port = Integer.getInteger("northstar.webhook", 0);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Webhook webhook = new Webhook(server);
        server.createContext("/hook", webhook::hear);
        server.start();
        return webhook;
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestHeaders().getFirst("X-Northstar-Key");
            messages.add(new Message(key == null ? "" : key, JSON.readTree(exchange.getRequestBody())));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
