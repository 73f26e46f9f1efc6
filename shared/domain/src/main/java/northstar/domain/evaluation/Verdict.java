package northstar.domain.evaluation;

/** What the data of a variant show (METHODS 6.2), in order of precedence. */
public enum Verdict {
    /** A quality check failed: the effects cannot be trusted. */
    INVALID,
    /** The North Star Metric or a guardrail got worse. */
    HARMFUL,
    /** The North Star Metric got better and every guardrail is shown to be safe. */
    SHIP,
    /** The North Star Metric got better, but some guardrail is not shown to be safe yet. */
    GUARDRAIL_UNPROVEN,
    /** The data are not final and no boundary has been crossed. */
    TOO_EARLY,
    /** The effect is so small that it is of no consequence. */
    NEUTRAL,
    /** Nothing is shown: neither a gain, nor harm, nor that it makes no difference. */
    INCONCLUSIVE
}
