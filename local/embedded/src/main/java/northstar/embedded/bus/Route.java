package northstar.embedded.bus;

import northstar.embedded.template.EventRule;
import northstar.embedded.template.LambdaFunction;

/**
 * A rule that an event matches, and the function behind it.
 *
 * @param rule the rule
 * @param function the rule's target
 */
public record Route(EventRule rule, LambdaFunction function) {}
