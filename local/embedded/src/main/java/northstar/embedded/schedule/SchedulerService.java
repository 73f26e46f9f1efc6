package northstar.embedded.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import northstar.embedded.wire.JsonService;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.ServiceException;

/** EventBridge Scheduler on the wire: create, change, read, delete and list schedules. */
public final class SchedulerService extends JsonService {

    private static final String PATH = "/schedules/";
    private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,64}");
    private static final int PAGE = 100;

    private final Schedules schedules;

    public SchedulerService(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    protected JsonNode answer(Request request, JsonNode body) {
        if (request.path().equals("/schedules") && request.method().equals("GET")) {
            return list(request);
        }
        if (!request.path().startsWith(PATH)) {
            throw unknown(request);
        }
        String name = URLDecoder.decode(request.path().substring(PATH.length()), StandardCharsets.UTF_8);
        if (!NAME.matcher(name).matches()) {
            throw ServiceException.validation("1 validation error detected: Value '" + name
                    + "' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                    + NAME);
        }
        String group = request.parameter("groupName").orElse("default");
        return switch (request.method()) {
            case "POST" -> arn(schedules.create(name, object(body)));
            case "PUT" -> arn(schedules.update(name, object(body)));
            case "GET" -> description(schedules.find(group, name));
            case "DELETE" -> {
                schedules.delete(group, name);
                yield JSON.createObjectNode();
            }
            default -> throw unknown(request);
        };
    }

    private JsonNode list(Request request) {
        String group = request.parameter("ScheduleGroup").orElse("");
        String prefix = request.parameter("NamePrefix").orElse("");
        String state = request.parameter("State").orElse("");
        String after = request.parameter("NextToken").orElse("");
        int size = request.parameter("MaxResults").map(Integer::valueOf).orElse(PAGE);
        List<ObjectNode> found = schedules.all().stream()
                .filter(schedule -> group.isEmpty() || schedule.group().equals(group))
                .filter(schedule -> schedule.name().startsWith(prefix))
                .filter(schedule -> schedule.name().compareTo(after) > 0)
                .map(SchedulerService::description)
                .filter(schedule ->
                        state.isEmpty() || schedule.path("State").asText().equals(state))
                .toList();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode page = answer.putArray("Schedules");
        found.stream().limit(size).forEach(page::add);
        if (found.size() > size) {
            answer.put("NextToken", found.get(size - 1).path("Name").asText());
        }
        return answer;
    }

    private static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw ServiceException.validation("the request's body, must be a JSON object");
    }

    private static ObjectNode arn(Schedule schedule) {
        return JSON.createObjectNode().put("ScheduleArn", schedule.arn());
    }

    private static ObjectNode description(Schedule schedule) {
        ObjectNode description = schedule.request().deepCopy();
        description.remove("ClientToken");
        if (!description.has("State")) {
            description.put("State", "ENABLED");
        }
        return description
                .put("Arn", schedule.arn())
                .put("Name", schedule.name())
                .put("GroupName", schedule.group())
                .put("CreationDate", seconds(schedule.created()))
                .put("LastModificationDate", seconds(schedule.modified()));
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static ServiceException unknown(Request request) {
        return new ServiceException(
                400,
                "UnknownOperationException",
                request.method() + " " + request.path() + ", must be a schedule call");
    }
}
