package northstar.domain.definition;

import northstar.domain.Arguments;

/** The largest value of a unit that counts; larger ones are set to it, in all arms alike. */
public sealed interface Cap {
    /**
     * A fixed value.
     *
     * @param value in the metric's unit
     */
    record Value(double value) implements Cap {
        public Value {
            Arguments.finite("value", value);
        }
    }

    /**
     * A quantile of the units' values, pooled over all arms.
     *
     * @param level in (0, 1)
     * @param nonZeroOnly whether only units with a value other than 0 are ranked
     */
    record Quantile(double level, boolean nonZeroOnly) implements Cap {
        public Quantile {
            Arguments.openUnit("quantile", level);
        }
    }
}
