package northstar.domain.definition;

import northstar.domain.Arguments;

/**
 * A metric that must not get worse than a margin.
 *
 * @param metric key of the metric
 * @param margin largest relative worsening that is accepted, a fraction in (0, 1]
 */
public record Guardrail(String metric, double margin) {
    /** The margin of a guardrail that names none. */
    public static final double DEFAULT_MARGIN = 0.01;

    public Guardrail {
        Arguments.key("metric", metric);
        Arguments.share("margin", margin);
    }
}
