package northstar.embedded.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import northstar.embedded.account.Account;
import northstar.embedded.delivery.EventRouter;
import northstar.embedded.template.LambdaFunction;
import northstar.embedded.template.SamTemplate;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.Response;
import northstar.embedded.wire.Service;
import software.amazon.awssdk.core.SdkBytes;

/** Lambda on the wire: calls of functions that do not wait for the answer. */
public final class FunctionService implements Service {

    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");

    private final SamTemplate template;
    private final EventRouter router;

    public FunctionService(SamTemplate template, EventRouter router) {
        this.template = template;
        this.router = router;
    }

    @Override
    public Response answer(Request request) {
        Matcher path = PATH.matcher(request.path());
        boolean isEvent =
                request.header("x-amz-invocation-type").filter("Event"::equals).isPresent();
        if (!path.matches() || !isEvent) {
            return error(400, "InvalidRequestContentException", "the request, must be an invocation of type Event");
        }
        try {
            String name = Account.nameOf(URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
            LambdaFunction function = template.function(name);
            router.invoke(function, request.body().asUtf8String());
            return new Response(202, Map.of(), SdkBytes.fromByteArrayUnsafe(new byte[0]));
        } catch (IllegalArgumentException e) {
            return error(404, "ResourceNotFoundException", String.valueOf(e.getMessage()));
        }
    }

    private static Response error(int status, String code, String message) {
        return new Response(
                status,
                Map.of("x-amzn-errortype", code, "Content-Type", "application/json"),
                SdkBytes.fromUtf8String("{\"Type\":\"User\",\"Message\":\""
                        + message.replace("\"", "'").replace("\\", "/") + "\"}"));
    }
}
