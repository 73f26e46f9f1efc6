package northstar.domain.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class QuantileSumsTest {
    private static final List<Double> THRESHOLDS = List.of(-1.5, 0.0, 2.0);

    /** Returns the sums of units that are given by their values. */
    static QuantileSums sums(List<Double> thresholds, long[]... units) {
        return new QuantileSums(
                units.length,
                thresholds,
                Arrays.stream(units).mapToLong(unit -> unit.length).sum(),
                Arrays.stream(units)
                        .mapToLong(unit -> (long) unit.length * unit.length)
                        .sum(),
                each(thresholds, x -> total(units, unit -> below(unit, x))),
                each(thresholds, x -> total(units, unit -> below(unit, x) * below(unit, x))),
                each(thresholds, x -> total(units, unit -> below(unit, x) * unit.length)));
    }

    private static List<Long> each(List<Double> thresholds, ToLongFunction<Double> sum) {
        return thresholds.stream().map(sum::applyAsLong).toList();
    }

    private static long total(long[][] units, ToLongFunction<long[]> term) {
        return Arrays.stream(units).mapToLong(term).sum();
    }

    private static long below(long[] unit, double threshold) {
        return Arrays.stream(unit).filter(value -> value <= threshold).count();
    }

    private static QuantileSums of(List<Double> thresholds, Long... below) {
        List<Long> sums = List.of(below);
        return new QuantileSums(3, thresholds, 5, 9, sums, sums, sums);
    }

    @Test
    void plus_unitsInTwoParts_isTheSumOverAll() {
        long[][] units = {{-2, 1}, {3}, {}, {0, 0, 5}, {2}};

        QuantileSums all = sums(THRESHOLDS, units);

        assertThat(sums(THRESHOLDS, units[0], units[1], units[2]).plus(sums(THRESHOLDS, units[3], units[4])))
                .isEqualTo(all);
        assertThat(all.units()).isEqualTo(5);
        assertThat(all.events()).isEqualTo(7);
        assertThat(all.eventsSquared()).isEqualTo(15);
        assertThat(all.below()).containsExactly(1L, 3L, 5L);
        assertThat(all.belowSquared()).containsExactly(1L, 5L, 9L);
        assertThat(all.belowEvents()).containsExactly(2L, 8L, 11L);
    }

    @Test
    void plus_otherThresholds_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(List.of(1.0), 2L).plus(of(List.of(2.0), 2L)))
                .withMessage("thresholds == 1 others, must be the same as those of the other sums");
    }

    @Test
    void plus_beyondALong_isRefused() {
        QuantileSums large = new QuantileSums(1, List.of(), 1, Long.MAX_VALUE, List.of(), List.of(), List.of());

        assertThatThrownBy(() -> large.plus(large)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void thresholds_withMinusZero_equalThoseWithZero() {
        assertThat(of(List.of(-0.0), 2L)).isEqualTo(of(List.of(0.0), 2L));
    }

    @Test
    void sums_thatNoUnitsCanHave_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(List.of(1.0, 1.0), 1L, 2L))
                .withMessage("thresholds[1] == 1.0, must be above the one before it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Collections.singletonList(Double.NaN), 1L))
                .withMessage("thresholds[0] == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(List.of(1.0), 1L, 2L))
                .withMessage("below.length == 2, must be the number of thresholds (1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(List.of(1.0, 2.0), 2L, 1L))
                .withMessage("below[1] == 1, must be in [2, events == 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(List.of(1.0), 6L))
                .withMessage("below[0] == 6, must be in [0, events == 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileSums(1, List.of(1.0), 2, 4, List.of(2L), List.of(1L), List.of(4L)))
                .withMessage("belowSquared[0] == 1, must be in [2, eventsSquared == 4]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuantileSums(1, List.of(), 2, 1, List.of(), List.of(), List.of()))
                .withMessage("eventsSquared == 1, must be at least events (2)");
    }
}
