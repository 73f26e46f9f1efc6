package northstar.embedded.wire;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a service answers.
 *
 * @param status HTTP status
 * @param headers besides Content-Length
 * @param body content; empty for none
 */
public record Response(int status, Map<String, String> headers, SdkBytes body) {

    public Response {
        headers = Map.copyOf(headers);
    }
}
