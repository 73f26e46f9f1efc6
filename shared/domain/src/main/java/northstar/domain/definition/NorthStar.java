package northstar.domain.definition;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The one number that says whether customers get what they come for, and what it is made of.
 *
 * @param key names it among the company's North Stars
 * @param name what people call it, or null
 * @param vision where the company wants to get to, or null
 * @param coreValue why customers come, or null
 * @param metric key of the metric that is measured per unit
 * @param series how often the company's own series is taken, or null
 * @param goals values to reach by a date
 * @param outcomes keys of the business results that it has to foretell
 * @param guardrails inherited by every experiment that serves it
 * @param inputs the metric tree below it
 */
public record NorthStar(
        String key,
        @Nullable String name,
        @Nullable String vision,
        @Nullable String coreValue,
        String metric,
        @Nullable Series series,
        List<Goal> goals,
        List<String> outcomes,
        List<Guardrail> guardrails,
        List<Input> inputs) {
    public NorthStar {
        Arguments.key("key", key);
        Arguments.key("metric", metric);
        goals = List.copyOf(goals);
        outcomes = Arguments.distinct("outcomes", outcomes);
        guardrails = List.copyOf(guardrails);
        inputs = List.copyOf(inputs);
    }

    /**
     * How the company's own series is taken.
     *
     * @param aggregate how units are put together: sum, mean or count
     * @param cadence the length of one period of the series
     */
    public record Series(String aggregate, Duration cadence) {
        public Series {
            if (!List.of("sum", "mean", "count").contains(aggregate)) {
                throw Arguments.refusal("aggregate", Arguments.quoted(aggregate), "one of sum, mean, count");
            }
            Arguments.positive("cadence", cadence);
        }
    }

    /**
     * A value to reach.
     *
     * @param value in the unit of the series
     * @param by the day on which it is to be reached
     */
    public record Goal(double value, LocalDate by) {
        public Goal {
            Arguments.finite("value", value);
        }
    }

    /**
     * A leading indicator in the metric tree.
     *
     * @param metric key of the indicator
     * @param lag how much later the North Star Metric follows, or null
     * @param drives key of the metric that it drives, or null for the North Star Metric itself
     */
    public record Input(
            String metric, @Nullable Duration lag, @Nullable String drives) {
        public Input {
            Arguments.key("metric", metric);
            if (lag != null) {
                Arguments.notNegative("lag", lag);
            }
            if (drives != null) {
                Arguments.key("drives", drives);
            }
        }
    }
}
