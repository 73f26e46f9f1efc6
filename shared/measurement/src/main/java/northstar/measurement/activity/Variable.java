package northstar.measurement.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number of a unit: what is made of its activities in a span of time. Units without any have 0.
 *
 * @param formula what is made of them
 * @param span when they count
 */
record Variable(Formula formula, Span span) {
    /** What is made of a unit's activities. */
    sealed interface Formula {}

    /** The sum of their values. */
    record Total(Selection of, String value) implements Formula {}

    /** How many there are; with a value, how many have it. */
    record Count(Selection of, @Nullable String value) implements Formula {}

    /** The largest of their values. */
    record Largest(Selection of, String value) implements Formula {}

    /** The smallest of their values. */
    record Smallest(Selection of, String value) implements Formula {}

    /** How many different values there are. */
    record Different(Selection of, String value) implements Formula {}

    /** The value of the last one; of several at one instant the one with the largest id. */
    record Latest(Selection of, String value) implements Formula {}

    /** 1 if there is one, else 0. */
    record Any(Selection of) implements Formula {}

    /** On how many days there is one. */
    record Days(Selection of) implements Formula {}

    /** 1 if all steps were taken in order, else 0; a later step may share the instant of the one before it. */
    record Steps(List<String> events) implements Formula {
        public Steps {
            events = List.copyOf(events);
        }
    }

    /** 1 if there is no activity of any kind, else 0. */
    record Inactive() implements Formula {}

    /** A span of time, in microseconds from the unit's exposure. */
    sealed interface Span {}

    /**
     * {@code exposure + from <= at < exposure + to}.
     *
     * @param to null for up to the experiment's end
     */
    record After(long from, @Nullable Long to) implements Span {}

    /** {@code exposure - length <= at < exposure}. */
    record Before(long length) implements Span {}
}
