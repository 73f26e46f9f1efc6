package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import northstar.statistics.GroupSequentialState.Analysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
    private static final SpendingFunction SPENDING = new SpendingFunction.OBrienFleming();
    private static final Turn TURN = new Turn(List.of(), 0.5, 100, true);

    /** Finds the root and says how often the function was asked, its ends not counted. */
    private static double root(DoubleUnaryOperator function, double low, double high, AtomicInteger asked) {
        return Turn.root(
                x -> {
                    asked.incrementAndGet();
                    return function.applyAsDouble(x);
                },
                low,
                function.applyAsDouble(low),
                high,
                function.applyAsDouble(high));
    }

    @Test
    void root_ofAStraightLine_takesOneStep() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(root(x -> 3 - 2 * x, -4, 10, asked)).isCloseTo(1.5, within(1e-12));
        assertThat(asked).hasValue(1);
    }

    @Test
    void root_ofCurves_takesFewStepsFromEitherSide() {
        AtomicInteger fromAbove = new AtomicInteger();
        AtomicInteger fromBelow = new AtomicInteger();

        assertThat(root(x -> 1 - x * x * x, 0, 3, fromAbove)).isCloseTo(1, within(1e-6));
        assertThat(root(x -> -1 - x * x * x, -3, 0, fromBelow)).isCloseTo(-1, within(1e-6));
        assertThat(fromAbove).hasValueLessThanOrEqualTo(12);
        assertThat(fromBelow).hasValueLessThanOrEqualTo(12);
    }

    @Test
    void root_ofAStep_liesBehindIt() {
        double root = root(x -> x < 0.3 ? 1 : -1, 0, 1, new AtomicInteger());

        assertThat(root).isBetween(0.3, 0.3 + 1e-7);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2.5", "0.5, 1.3", "0.2, 4", "1, 2.2"})
    void withoutOtherLooks_spendsAllThatTheStatisticIsWorth(double time, double statistic) {
        Turn turn = new Turn(List.of(), time, 100, true);

        double score = turn.withoutOtherLooks(SPENDING, statistic, StandardNormal.quantile(0.5));

        Numbers.assertRelative(
                SPENDING.spent(time, StandardNormal.cumulative(score)), StandardNormal.survival(statistic), 1e-5);
    }

    @Test
    void crosses_atTheCriticalValueItself_does() {
        Turn turn = new Turn(List.of(new Analysis(0.4, 40, 1, 0)), 0.8, 80, true);
        double criticalValue = turn.criticalValue(SPENDING, Sides.TWO, 0.05);

        assertThat(turn.crosses(SPENDING, Sides.TWO, 0.05, criticalValue)).isTrue();
        assertThat(turn.crosses(SPENDING, Sides.TWO, 0.05, Math.nextDown(criticalValue)))
                .isFalse();
    }

    @Test
    void pValueBelow_aLookThatCrosses_isAtMostAlpha() {
        assertThat(TURN.pValueBelow(0.05, SPENDING, Sides.TWO, 0, 0.05, true)).hasValue(0.05);
    }

    @Test
    void pValueBelow_aLookThatDoesNotCross_isAboveAlpha() {
        assertThat(TURN.pValueBelow(0.05, SPENDING, Sides.TWO, 5, 0.05, false)).isEmpty();
        assertThat(TURN.pValueBelow(1, SPENDING, Sides.TWO, 5, 0.05, false)).hasValue(Math.nextUp(0.05));
    }
}
