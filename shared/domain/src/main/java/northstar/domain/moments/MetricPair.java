package northstar.domain.moments;

import northstar.domain.Arguments;

/**
 * Two metrics whose cross-products are kept, in alphabetical order.
 *
 * @param first key of the alphabetically first metric
 * @param second key of the other one
 */
public record MetricPair(String first, String second) implements Comparable<MetricPair> {
    public MetricPair {
        if (first.compareTo(second) >= 0) {
            throw Arguments.refusal("second", Arguments.quoted(second), "after " + Arguments.quoted(first));
        }
    }

    /** Returns the pair of two different metrics given in any order. */
    public static MetricPair of(String one, String other) {
        return one.compareTo(other) < 0 ? new MetricPair(one, other) : new MetricPair(other, one);
    }

    @Override
    public int compareTo(MetricPair that) {
        int order = first.compareTo(that.first);
        return order != 0 ? order : second.compareTo(that.second);
    }
}
