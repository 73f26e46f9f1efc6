package northstar.embedded.function;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The actions, as IAM names them, that each function's calls to AWS need. A call is counted when it is made, whether it
 * then succeeds or not. Thread-safe.
 */
public final class RecordedActions implements ExecutionInterceptor {

    /** The function whose handler is running in this thread. */
    static final ScopedValue<String> CALLER = ScopedValue.newInstance();

    /** Prefix of a service's actions by the SDK's name of the service. */
    private static final Map<String, String> SERVICES =
            Map.of("DynamoDb", "dynamodb", "EventBridge", "events", "Scheduler", "scheduler", "S3", "s3");

    /** Actions of the operations whose action has another name. */
    private static final Map<String, List<String>> OTHER_NAMES = Map.of(
            "s3:HeadObject", List.of("s3:GetObject"),
            "s3:ListObjectsV2", List.of("s3:ListBucket"),
            "scheduler:CreateSchedule", List.of("scheduler:CreateSchedule", "iam:PassRole"),
            "scheduler:UpdateSchedule", List.of("scheduler:UpdateSchedule", "iam:PassRole"));

    private final Map<String, Set<String>> actions = new ConcurrentHashMap<>();

    /** The actions of a function, such as {@code dynamodb:PutItem}; empty if it made no call. */
    public Set<String> of(String function) {
        return Set.copyOf(actions.getOrDefault(function, Set.of()));
    }

    /** The actions of every function that made a call, in alphabetical order. */
    public Map<String, Set<String>> byFunction() {
        Map<String, Set<String>> sorted = new TreeMap<>();
        actions.forEach((function, used) -> sorted.put(function, new TreeSet<>(used)));
        return sorted;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (CALLER.isBound()) {
            Set<String> used = actions.computeIfAbsent(CALLER.get(), function -> new ConcurrentSkipListSet<>());
            String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
            String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            needed(SERVICES.getOrDefault(service, service) + ":" + operation, context.request())
                    .forEach(used::add);
        }
    }

    /** A transaction has no action of its own: it needs those of its parts. */
    private static Stream<String> needed(String action, SdkRequest request) {
        return switch (request) {
            case TransactGetItemsRequest _ -> Stream.of("dynamodb:GetItem");
            case TransactWriteItemsRequest write ->
                write.transactItems().stream().map(RecordedActions::needed);
            default -> OTHER_NAMES.getOrDefault(action, List.of(action)).stream();
        };
    }

    private static String needed(TransactWriteItem part) {
        if (part.put() != null) {
            return "dynamodb:PutItem";
        }
        if (part.update() != null) {
            return "dynamodb:UpdateItem";
        }
        return part.delete() != null ? "dynamodb:DeleteItem" : "dynamodb:ConditionCheckItem";
    }
}
