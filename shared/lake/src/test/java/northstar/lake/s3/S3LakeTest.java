package northstar.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import northstar.lake.Lake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3LakeTest {
    private static final String MODIFIED = "2026-10-01T00:00:00";
    private static final int PAGE = 2;

    @TempDir
    private Path folder;

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private HttpServer server;
    private S3Client client;
    private S3Lake lake;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = S3Client.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .build();
        lake = new S3Lake(client, "bucket", folder.resolve("copies"));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    /** As much of S3 as the lake asks for, with pages of two. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/?", "");
            byte[] content = objects.get(key);
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(key, exchange.getRequestBody().readAllBytes());
                    exchange.sendResponseHeaders(200, -1);
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "HEAD", "GET" -> {
                    boolean isHead = exchange.getRequestMethod().equals("HEAD");
                    if (key.isEmpty()) {
                        send(exchange, 200, page(exchange.getRequestURI().getQuery()), isHead);
                    } else if (content == null) {
                        send(
                                exchange,
                                404,
                                "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8),
                                isHead);
                    } else {
                        exchange.getResponseHeaders().add("ETag", etag(content));
                        exchange.getResponseHeaders().add("Last-Modified", "Thu, 01 Oct 2026 00:00:00 GMT");
                        send(exchange, 200, content, isHead);
                    }
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] content, boolean isHead) throws IOException {
        if (isHead) {
            exchange.getResponseHeaders().add("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static String etag(byte[] content) {
        return "\"" + Integer.toHexString(new String(content, StandardCharsets.UTF_8).hashCode()) + "\"";
    }

    private byte[] page(String query) {
        Map<String, String> asked = new TreeMap<>();
        for (String one : query.split("&")) {
            asked.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        String after = asked.getOrDefault("continuation-token", "");
        StringBuilder page = new StringBuilder();
        String last = "";
        int count = 0;
        boolean more = false;
        for (Map.Entry<String, byte[]> object : objects.entrySet()) {
            boolean isAsked = object.getKey().startsWith(asked.getOrDefault("prefix", ""))
                    && object.getKey().compareTo(after) > 0;
            if (isAsked && count == PAGE) {
                more = true;
            } else if (isAsked && !more) {
                count++;
                last = object.getKey();
                page.append("<Contents><Key>")
                        .append(last)
                        .append("</Key><LastModified>")
                        .append(MODIFIED)
                        .append(".789Z</LastModified><ETag>")
                        .append(etag(object.getValue()).replace("\"", "&quot;"))
                        .append("</ETag><Size>")
                        .append(object.getValue().length)
                        .append("</Size></Contents>");
            }
        }
        String end = more ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "";
        String xml = "<ListBucketResult><IsTruncated>" + more + "</IsTruncated>" + page + end + "</ListBucketResult>";
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void list_moreThanAPage_isAllInOrder() {
        for (String key : new String[] {"raw/c", "raw/a", "raw/e", "rawer", "raw/b", "raw/d"}) {
            lake.put(key, bytes(key));
        }
        assertThat(lake.list("raw/"))
                .extracting(Lake.StoredObject::key)
                .containsExactly("raw/a", "raw/b", "raw/c", "raw/d", "raw/e");
    }

    @Test
    void find_object_isAsItIsListed() {
        lake.put("a", bytes("content"));
        assertThat(lake.list("")).containsExactly(lake.find("a").orElseThrow());
        assertThat(lake.find("a").orElseThrow().modified()).isEqualTo(MODIFIED + "Z");
    }

    @Test
    void fetch_file_isACopyUntilItIsClosed() throws IOException {
        lake.put("a", Files.write(folder.resolve("file"), bytes("content")));
        Path copy;
        try (Lake.LocalCopy fetched = lake.fetch("a").orElseThrow()) {
            copy = fetched.path();
            assertThat(copy).hasContent("content");
            assertThat(fetched.object()).isEqualTo(lake.find("a").orElseThrow());
        }
        assertThat(copy).doesNotExist();
    }

    @Test
    void delete_object_isGone() {
        lake.put("a", bytes("content"));
        lake.delete("a");
        lake.delete("a");
        assertThat(lake.find("a")).isEmpty();
        assertThat(lake.fetch("a")).isEmpty();
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }
}
