package northstar.domain.definition;

import java.util.List;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * A number per unit of randomisation, and what makes it better.
 *
 * <p>The cases differ in how a unit's value is made; every one of them reduces to moments.
 */
public sealed interface Metric {
    /** Returns the key that experiments name the metric by. */
    String key();

    /** Returns which way the metric gets better. */
    Direction direction();

    /** Returns the time after exposure that counts; irrelevant for tables, which hold one finished value per unit. */
    Window window();

    /** Returns whether its tests keep their promise, or nobody has found that they do not (METHODS 11.2). */
    boolean calibrated();

    /** Returns a copy whose tests were found not to keep their promise. */
    Metric uncalibrated();

    /**
     * The mean over units of a number.
     *
     * @param source the number
     * @param cap the largest value that counts, or null
     */
    record Mean(
            String key,
            Source source,
            Window window,
            Direction direction,
            @Nullable Cap cap,
            boolean calibrated) implements Metric {
        public Mean {
            Arguments.key("key", key);
        }

        public Mean(String key, Source source, Window window, Direction direction, @Nullable Cap cap) {
            this(key, source, window, direction, cap, true);
        }

        @Override
        public Mean uncalibrated() {
            return new Mean(key, source, window, direction, cap, false);
        }
    }

    /**
     * The share of units that did something: a value of 0 or 1 per unit.
     *
     * @param source a column of zeros and ones, or the activity that makes the unit count
     */
    record Proportion(String key, Source source, Window window, Direction direction, boolean calibrated)
            implements Metric {
        public Proportion {
            Arguments.key("key", key);
        }

        public Proportion(String key, Source source, Window window, Direction direction) {
            this(key, source, window, direction, true);
        }

        @Override
        public Proportion uncalibrated() {
            return new Proportion(key, source, window, direction, false);
        }
    }

    /**
     * The ratio of two totals, for instance orders per session.
     *
     * @param numerator the number above the line, summed per unit
     * @param denominator the number below the line, summed per unit
     */
    record Ratio(
            String key, Source numerator, Source denominator, Window window, Direction direction, boolean calibrated)
            implements Metric {
        public Ratio {
            Arguments.key("key", key);
        }

        public Ratio(String key, Source numerator, Source denominator, Window window, Direction direction) {
            this(key, numerator, denominator, window, direction, true);
        }

        @Override
        public Ratio uncalibrated() {
            return new Ratio(key, numerator, denominator, window, direction, false);
        }
    }

    /**
     * The share of units that came back within a window that starts after exposure.
     *
     * @param source the activity that shows the return
     */
    record Retention(String key, Source source, Window window, Direction direction, boolean calibrated)
            implements Metric {
        public Retention {
            Arguments.key("key", key);
        }

        public Retention(String key, Source source, Window window, Direction direction) {
            this(key, source, window, direction, true);
        }

        @Override
        public Retention uncalibrated() {
            return new Retention(key, source, window, direction, false);
        }
    }

    /**
     * A quantile over all values of all units.
     *
     * @param level the quantile's level, in (0, 1)
     * @param source the values
     */
    record Quantile(String key, double level, Source source, Window window, Direction direction, boolean calibrated)
            implements Metric {
        public Quantile {
            Arguments.key("key", key);
            Arguments.openUnit("level", level);
        }

        public Quantile(String key, double level, Source source, Window window, Direction direction) {
            this(key, level, source, window, direction, true);
        }

        @Override
        public Quantile uncalibrated() {
            return new Quantile(key, level, source, window, direction, false);
        }
    }

    /**
     * The number of days on which a unit was active.
     *
     * @param source the activity that makes a day count
     */
    record ActiveDays(String key, Source source, Window window, Direction direction, boolean calibrated)
            implements Metric {
        public ActiveDays {
            Arguments.key("key", key);
        }

        public ActiveDays(String key, Source source, Window window, Direction direction) {
            this(key, source, window, direction, true);
        }

        @Override
        public ActiveDays uncalibrated() {
            return new ActiveDays(key, source, window, direction, false);
        }
    }

    /**
     * The share of units that took all steps in order.
     *
     * @param steps the activities' names, two or more
     */
    record Funnel(String key, List<String> steps, Window window, Direction direction, boolean calibrated)
            implements Metric {
        public Funnel {
            Arguments.key("key", key);
            if (steps.size() < 2) {
                throw Arguments.refusal("steps.length", steps.size(), "at least 2");
            }
            steps = List.copyOf(steps);
        }

        public Funnel(String key, List<String> steps, Window window, Direction direction) {
            this(key, steps, window, direction, true);
        }

        @Override
        public Funnel uncalibrated() {
            return new Funnel(key, steps, window, direction, false);
        }
    }

    /**
     * The mean of a state at the window's end: the last value seen.
     *
     * @param source the activity that tells the state
     */
    record Last(String key, Source source, Window window, Direction direction, boolean calibrated) implements Metric {
        public Last {
            Arguments.key("key", key);
        }

        public Last(String key, Source source, Window window, Direction direction) {
            this(key, source, window, direction, true);
        }

        @Override
        public Last uncalibrated() {
            return new Last(key, source, window, direction, false);
        }
    }
}
