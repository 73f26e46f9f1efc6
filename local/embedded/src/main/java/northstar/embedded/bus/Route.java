package northstar.embedded.bus;

import northstar.embedded.template.EventRule;
import northstar.embedded.template.Target;

/**
 * A rule that an event matches, and what is behind it.
 *
 * @param rule the rule
 * @param target a function or a stream
 */
public record Route(EventRule rule, Target target) {}
