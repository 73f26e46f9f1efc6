package northstar.embedded.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.Response;
import northstar.embedded.wire.Service;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An address on the loopback interface that answers as AWS does. Which service a request is for stands in its signature,
 * which is not checked. Thread-safe.
 */
public final class Endpoint implements AutoCloseable {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");
    private static final int MAXIMUM_BYTES = 64 * 1024 * 1024;

    private final Map<String, Service> services;
    private final HttpServer server;
    private final ExecutorService threads;

    private Endpoint(Map<String, Service> services, HttpServer server) {
        this.services = Map.copyOf(services);
        this.server = server;
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("embedded-endpoint-", 1).factory());
    }

    /**
     * Opens an address of its own.
     *
     * @param services by the name under which requests to them are signed, such as {@code events}
     */
    public static Endpoint open(Map<String, Service> services) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Endpoint endpoint = new Endpoint(services, server);
        server.createContext("/", endpoint::handle);
        server.setExecutor(endpoint.threads);
        server.start();
        return endpoint;
    }

    /** Where it takes requests. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = answer(exchange);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body().asByteArrayUnsafe();
            boolean isEmpty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), isEmpty ? -1 : body.length);
            if (!isEmpty) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        Service service = scope.find() ? services.get(scope.group(1)) : null;
        if (service == null) {
            String message = "the service that the request is signed for, must be one of " + services.keySet();
            return new Response(400, Map.of(), SdkBytes.fromUtf8String(message));
        }
        return service.answer(request(exchange));
    }

    private static Request request(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        byte[] body = exchange.getRequestBody().readNBytes(MAXIMUM_BYTES);
        URI uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                headers.getOrDefault("host", List.of("")).getFirst(),
                uri.getRawPath(),
                fields(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                headers,
                SdkBytes.fromByteArrayUnsafe(body));
    }

    /** The fields of a query or a form, decoded. */
    static Map<String, List<String>> fields(String encoded) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String field : encoded.split("&")) {
            String[] pair = field.split("=", 2);
            if (!pair[0].isEmpty()) {
                fields.computeIfAbsent(decoded(pair[0]), name -> new ArrayList<>())
                        .add(pair.length == 2 ? decoded(pair[1]) : "");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
