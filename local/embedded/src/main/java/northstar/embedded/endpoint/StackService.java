package northstar.embedded.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.embedded.account.Account;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.Response;
import northstar.embedded.wire.Service;
import software.amazon.awssdk.core.SdkBytes;

/** CloudFormation on the wire, as far as it says what a stack consists of. */
public final class StackService implements Service {

    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    private static final String LIST = "ListStackResources";

    private final Map<String, String> types;
    private final Map<String, String> names;

    /**
     * @param types types of the resources, by logical id
     * @param names names that resources have, by logical id; the others are called by their logical id
     */
    public StackService(Map<String, String> types, Map<String, String> names) {
        this.types = new TreeMap<>(types);
        this.names = Map.copyOf(names);
    }

    @Override
    public Response answer(Request request) {
        Map<String, List<String>> form = Endpoint.fields(request.body().asString(StandardCharsets.UTF_8));
        String action = form.getOrDefault("Action", List.of("")).getFirst();
        String stack = form.getOrDefault("StackName", List.of("")).getFirst();
        if (!action.equals(LIST)) {
            return error("InvalidAction", action + ", must be " + LIST + " in the embedded system");
        }
        if (!stack.equals(Account.STACK)) {
            return error("ValidationError", "Stack with id " + stack + " does not exist");
        }
        StringBuilder members = new StringBuilder();
        types.forEach((id, type) -> members.append("<member><LogicalResourceId>" + id + "</LogicalResourceId>"
                + "<PhysicalResourceId>" + physicalId(id, type) + "</PhysicalResourceId><ResourceType>" + type
                + "</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>"));
        return response(
                200,
                "<ListStackResourcesResponse xmlns=\"" + NAMESPACE
                        + "\"><ListStackResourcesResult><StackResourceSummaries>" + members
                        + "</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>");
    }

    private String physicalId(String id, String type) {
        return type.equals("AWS::SQS::Queue") ? Account.queueUrl(id) : names.getOrDefault(id, id);
    }

    private static Response error(String code, String message) {
        return response(
                400,
                "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>" + message.replace("<", "&lt;") + "</Message></Error></ErrorResponse>");
    }

    private static Response response(int status, String xml) {
        return new Response(status, Map.of("Content-Type", "text/xml"), SdkBytes.fromUtf8String(xml));
    }
}
