package northstar.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import northstar.statistics.Comparison;
import northstar.statistics.GroupSequentialTest;
import northstar.statistics.Look;
import northstar.statistics.TwoSidedResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
    private static final double ALPHA = 0.05;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void see_anyExperiment_sameAsEveryLookWorkedOut(long seed) {
        Scenario scenario = Experiment.of("few days", Populations.proportion(0.1, 0.03), Plan.of(6, 400, 0.3));
        boolean isMoved = seed % 2 == 0;
        // Half of the experiments without effect are held against a truth that they are not of, so that intervals miss
        // it.
        double truth = isMoved ? scenario.effect() : seed % 4 == 1 ? scenario.effect() : 0;
        List<Look> looks = scenario.draw(new SplittableRandom(seed), isMoved).looks();

        Watch watch = new Watch(ALPHA, truth);
        looks.forEach(watch::see);

        List<TwoSidedResult> results = GroupSequentialTest.of(ALPHA).replay(looks);
        assertThat(watch.rejects()).isEqualTo(results.stream().anyMatch(Method::isSignificant));
        assertThat(watch.covers()).isEqualTo(results.stream().allMatch(result -> Method.isOpenFor(result, truth)));
        TwoSidedResult.Tested last = (TwoSidedResult.Tested) results.getLast();
        assertThat(((TwoSidedResult.Tested) watch.last()).ciLower()).isEqualTo(last.ciLower());
        assertThat(looks.getLast().comparison()).isInstanceOf(Comparison.Estimated.class);
    }
}
