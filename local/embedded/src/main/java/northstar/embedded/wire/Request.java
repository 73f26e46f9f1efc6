package northstar.embedded.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One HTTP request to a service.
 *
 * @param method such as {@code GET}
 * @param host the host that it is meant for
 * @param path the path, still percent-encoded
 * @param query values by name, decoded
 * @param headers values by name in lower case
 * @param body what was sent; empty for none
 */
public record Request(
        String method,
        String host,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        SdkBytes body) {

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return first(query, name);
    }

    /** The first value of a header, whose name is given in lower case. */
    public Optional<String> header(String name) {
        return first(headers, name);
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }
}
