package northstar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullComparisonTest {
    @ParameterizedTest
    @ValueSource(longs = {12, 70, 150, 25_000, 1_000_000})
    void of_unequalArms_leavesNoStepOut(long units) {
        UnequalArms arms = UnequalArms.draw(new SplittableRandom(units), units);

        assertThat(FullComparison.of(arms).isFull()).isTrue();
    }
}
