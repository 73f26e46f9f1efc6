package northstar.domain.definition;

import java.math.BigDecimal;
import java.util.List;
import northstar.domain.Arguments;

/**
 * What a property of an activity has to be like. Every case but {@link Exists} holds only for a property that is there.
 *
 * <p>Values are texts, numbers and truth values. A number is compared as a number, also with a property that is a text which
 * reads as one; a text is compared character by character; a truth value with {@code true} and {@code false}.
 */
public sealed interface Condition {
    /** It is this value. */
    record Equal(Object value) implements Condition {
        public Equal {
            value = Conditions.comparable("value", value);
        }
    }

    /** It is there and is another value. */
    record NotEqual(Object value) implements Condition {
        public NotEqual {
            value = Conditions.comparable("value", value);
        }
    }

    /** It is one of these values. */
    record In(List<Object> values) implements Condition {
        /** The largest number of values. */
        public static final int MAX_VALUES = 1_000;

        public In {
            if (values.isEmpty() || values.size() > MAX_VALUES) {
                throw Arguments.refusal("in.length", values.size(), "in [1, " + MAX_VALUES + "]");
            }
            values = values.stream()
                    .map(value -> Conditions.comparable("in", value))
                    .toList();
        }
    }

    /** It is a number below this one. */
    record Less(BigDecimal bound) implements Condition {
        public Less {
            bound = bound.stripTrailingZeros();
        }
    }

    /** It is a number above this one. */
    record Greater(BigDecimal bound) implements Condition {
        public Greater {
            bound = bound.stripTrailingZeros();
        }
    }

    /** It is a number from {@code low} to {@code high}, both included. */
    record Between(BigDecimal low, BigDecimal high) implements Condition {
        public Between {
            if (low.compareTo(high) > 0) {
                throw Arguments.refusal("between", low, "at most " + high);
            }
            low = low.stripTrailingZeros();
            high = high.stripTrailingZeros();
        }
    }

    /** It is there and not null, or the other way round. */
    record Exists(boolean there) implements Condition {}

    /** It is a text in which a regular expression (RE2) is found. */
    record Matches(String regex) implements Condition {
        /** The largest length of an expression, in characters. */
        public static final int MAX_LENGTH = 200;

        public Matches {
            Arguments.text("regex", regex);
            if (regex.length() > MAX_LENGTH) {
                throw Arguments.refusal("regex.length", regex.length(), "at most " + MAX_LENGTH);
            }
        }
    }
}
