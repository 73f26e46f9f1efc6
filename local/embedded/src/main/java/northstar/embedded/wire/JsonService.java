package northstar.embedded.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** A service whose requests, answers and errors are JSON. */
public abstract class JsonService implements Service {

    protected static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Answers a request.
     *
     * @param body the request's content; missing if it has none
     * @throws ServiceException if the service refuses it
     */
    protected abstract JsonNode answer(Request request, JsonNode body);

    @Override
    public final Response answer(Request request) {
        try {
            return response(200, Map.of(), answer(request, body(request)));
        } catch (ServiceException e) {
            JsonNode error = JSON.createObjectNode()
                    .put("__type", e.code())
                    .put("message", e.getMessage())
                    .put("Message", e.getMessage());
            return response(e.status(), Map.of("x-amzn-errortype", e.code()), error);
        }
    }

    private static JsonNode body(Request request) {
        if (request.body().asByteArrayUnsafe().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(request.body().asByteArrayUnsafe());
        } catch (IOException e) {
            throw new ServiceException(400, "SerializationException", "the request's body, must be JSON");
        }
    }

    private static Response response(int status, Map<String, String> headers, JsonNode body) {
        try {
            return new Response(status, headers, SdkBytes.fromByteArrayUnsafe(JSON.writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }
}
