package northstar.domain.moments;

import northstar.domain.Arguments;

/**
 * The units that have one value of an attribute when they are exposed.
 *
 * @param attribute name of the attribute, or {@value #NEW_OR_RETURNING}
 * @param value its value, or {@value #NONE} for the units that do not have it
 */
public record Segment(String attribute, String value) implements Comparable<Segment> {
    /** Built in: whether a unit did anything within the time before its exposure that is looked back. */
    public static final String NEW_OR_RETURNING = "new-or-returning";

    /** The value of an attribute that is not there. */
    public static final String NONE = "(none)";

    private static final int MAX_LENGTH = 100;

    public Segment {
        Arguments.text("attribute", attribute);
        Arguments.text("value", value);
        if (value.length() > MAX_LENGTH) {
            throw Arguments.refusal("value.length", value.length(), "at most " + MAX_LENGTH);
        }
    }

    @Override
    public int compareTo(Segment that) {
        int order = attribute.compareTo(that.attribute);
        return order != 0 ? order : value.compareTo(that.value);
    }
}
