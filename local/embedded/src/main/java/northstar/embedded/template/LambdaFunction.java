package northstar.embedded.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One function of the template. Immutable.
 *
 * @param logicalId its name in the template, such as {@code MeasureExperiment}
 * @param handlerClass fully qualified name of the handler class
 * @param timeout longest time that one call may take
 * @param environment the variables that the function sees, every reference resolved
 * @param rules what starts it
 * @param retries how often a call that failed is made again
 * @param onFailure ARN of the queue for events whose retries are used up
 * @param statements its inline policy
 */
public record LambdaFunction(
        String logicalId,
        String handlerClass,
        Duration timeout,
        Map<String, String> environment,
        List<EventRule> rules,
        RetryPolicy retries,
        String onFailure,
        List<PolicyStatement> statements)
        implements Target {

    public LambdaFunction {
        environment = Map.copyOf(environment);
        rules = List.copyOf(rules);
        statements = List.copyOf(statements);
    }

    /** Every action that the policy allows on any resource. */
    public Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.forEach(statement -> actions.addAll(statement.actions()));
        return Set.copyOf(actions);
    }
}
