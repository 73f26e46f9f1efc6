package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import northstar.statistics.StandardNormal;
import org.junit.jupiter.api.Test;

class LogCumulativeTest {
    @Test
    void value_anywhere_isTheLogarithmOfTheDistribution() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            double z = random.nextDouble(LogCumulative.LEAST, 9.5);

            double expected = z < 0 ? Math.log(StandardNormal.cumulative(z)) : Math.log1p(-StandardNormal.survival(z));
            assertThat(LogCumulative.value(z)).as("z = %s", z).isCloseTo(expected, within(1e-11));
        }
    }

    @Test
    void slope_anywhere_isDensityOverDistribution() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 10_000; i++) {
            double z = random.nextDouble(LogCumulative.LEAST, 9.5);

            double expected = StandardNormal.density(z) / StandardNormal.cumulative(z);
            assertThat(LogCumulative.slope(z)).as("z = %s", z).isCloseTo(expected, within(1e-7));
        }
    }

    @Test
    void value_leastPoint_isTabulated() {
        assertThat(LogCumulative.value(LogCumulative.LEAST))
                .isEqualTo(Math.log(StandardNormal.cumulative(LogCumulative.LEAST)));
    }
}
