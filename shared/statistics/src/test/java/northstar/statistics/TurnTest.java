package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
    private static final SpendingFunction SPENDING = new SpendingFunction.OBrienFleming();

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
    void root_ofACurveThatFallsEverMoreSlowly_takesFewSteps() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(root(x -> Math.exp(-x) - 0.25, 0, 8, asked)).isCloseTo(Math.log(4), within(1e-6));
        assertThat(asked).hasValueLessThanOrEqualTo(12);
    }

    @Test
    void root_ofACurveThatFallsEverFaster_takesFewSteps() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(root(x -> 0.25 - Math.exp(x), -8, 0, asked)).isCloseTo(-Math.log(4), within(1e-6));
        assertThat(asked).hasValueLessThanOrEqualTo(12);
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
}
