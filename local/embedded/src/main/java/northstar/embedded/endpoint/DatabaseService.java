package northstar.embedded.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.Response;
import northstar.embedded.wire.Service;
import software.amazon.awssdk.core.SdkBytes;

/** DynamoDB on the wire: hands requests on to DynamoDB Local, under the access key whose tables they are to see. */
public final class DatabaseService implements Service {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Supplier<URI> database;
    private final String accessKey;

    /**
     * @param database where DynamoDB Local takes requests
     * @param accessKey whose tables all see, whoever asks
     */
    public DatabaseService(Supplier<URI> database, String accessKey) {
        this.database = database;
        this.accessKey = accessKey;
    }

    @Override
    public Response answer(Request request) {
        HttpRequest forward = HttpRequest.newBuilder(database.get())
                .header("X-Amz-Target", request.header("x-amz-target").orElse(""))
                .header("Content-Type", request.header("content-type").orElse("application/x-amz-json-1.0"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey
                                + "/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().asByteArrayUnsafe()))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(forward, HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new HashMap<>();
            answer.headers().firstValue("content-type").ifPresent(type -> headers.put("Content-Type", type));
            return new Response(answer.statusCode(), headers, SdkBytes.fromByteArrayUnsafe(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while DynamoDB Local was asked", e);
        }
    }
}
