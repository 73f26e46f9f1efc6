package northstar.embedded.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** An HTTP client of the SDK that asks a service in this process. Thread-safe. */
public final class EmbeddedHttpClient implements SdkHttpClient {

    private final Service service;

    public EmbeddedHttpClient(Service service) {
        this.service = service;
    }

    @Override
    public String clientName() {
        return "Embedded";
    }

    @Override
    public void close() {}

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest prepared) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return sdkResponse(service.answer(request(prepared)));
            }

            @Override
            public void abort() {}
        };
    }

    private static Request request(HttpExecuteRequest prepared) {
        SdkHttpRequest http = prepared.httpRequest();
        Map<String, List<String>> headers = new HashMap<>();
        http.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        ContentStreamProvider content = prepared.contentStreamProvider().orElse(null);
        SdkBytes body = content == null
                ? SdkBytes.fromByteArrayUnsafe(new byte[0])
                : SdkBytes.fromInputStream(content.newStream());
        return new Request(
                http.method().name(), http.host(), http.encodedPath(), http.rawQueryParameters(), headers, body);
    }

    private static HttpExecuteResponse sdkResponse(Response response) {
        SdkHttpFullResponse.Builder http = SdkHttpResponse.builder().statusCode(response.status());
        response.headers().forEach(http::putHeader);
        if (!response.headers().containsKey("Content-Length")) {
            http.putHeader("Content-Length", String.valueOf(response.body().asByteArrayUnsafe().length));
        }
        return HttpExecuteResponse.builder()
                .response(http.build())
                .responseBody(AbortableInputStream.create(response.body().asInputStream()))
                .build();
    }
}
