package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

/** Numbers in golden files: how to read lists of them, and how to compare. */
final class Numbers {
    private Numbers() {}

    static double[] list(String joined) {
        return Arrays.stream(joined.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    static void assertRelative(double actual, double expected, double tolerance) {
        assertThat(actual).isCloseTo(expected, within(tolerance * Math.abs(expected)));
    }
}
