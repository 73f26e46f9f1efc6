package northstar.domain.definition;

import java.time.Duration;
import java.util.List;
import northstar.domain.Arguments;

/** What is known about a unit before its exposure and may be used to lower the variance. */
public sealed interface Covariates {
    /** No adjustment. */
    record None() implements Covariates {}

    /**
     * Each metric's own value before exposure, and the North Star Metric's.
     *
     * @param length how far back the activities are read
     */
    record Lookback(Duration length) implements Covariates {
        public Lookback {
            Arguments.positive("lookback", length);
        }
    }

    /**
     * Columns of a unit table, numbers from before the exposure; they adjust every metric.
     *
     * @param names one to 50 columns
     */
    record Columns(List<String> names) implements Covariates {
        public Columns {
            if (names.isEmpty() || names.size() > 50) {
                throw Arguments.refusal("columns.length", names.size(), "in [1, 50]");
            }
            names = Arguments.distinct("columns", names);
        }
    }
}
