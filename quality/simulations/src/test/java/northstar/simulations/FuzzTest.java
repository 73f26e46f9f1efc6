package northstar.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import northstar.statistics.ArmMoments;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.GroupSequentialTest;
import northstar.statistics.Look;
import northstar.statistics.PartialLevel;
import northstar.statistics.Reason;
import northstar.statistics.TwoSidedResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fiftieth part of the random moments that {@code make quality} tries, or as many as {@code -Dnorthstar.fuzz} says. */
class FuzzTest {
    private static final int CASES = Integer.getInteger("northstar.fuzz", 20_000);

    private static final ArmMoments USUAL = ArmMoments.of(1_000, 5, 4).withThirdMoments(1);

    @Test
    void run_randomMoments_findsNothing() {
        Fuzz.Report report = new Fuzz(Simulation.SEED, CASES).run();

        assertThat(report.findings()).as("seed %d", Simulation.SEED).isEmpty();
        assertThat(report.kinds()).containsKeys("estimated", "NO_VARIANCE", "LOW_N", "ONE_VARIANT", "OVERFLOW");
    }

    /** Found once: an end of Newcombe's interval on 0, which rounding led across it on the relative scale. */
    @Test
    void run_caseThatWasFoundOnce_isFixed() {
        int number = 653_305;

        assertThat(new Fuzz.Case(number, new SplittableRandom(Simulation.SEED + number).split())
                        .run()
                        .finding())
                .isEmpty();
    }

    private static Arguments edge(String name, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        return Arguments.of(name, estimand, control, treatment);
    }

    /** Arms with covariates that all are the same, or all but. */
    private static ArmMoments withCovariates(int covariates, double correlation) {
        double[] means =
                IntStream.rangeClosed(0, covariates).mapToDouble(i -> 5).toArray();
        return ArmMoments.of(5_000, means, (a, b) -> OptionalDouble.of(a == b ? 4 : a == 0 ? 1.5 : 4 * correlation));
    }

    static Stream<Arguments> edges() {
        Stream<Arguments> units = Stream.of(0L, 1L, 2L, 1_000_000_000_000L)
                .flatMap(n -> Stream.of(
                        edge(n + " treated", Estimand.MEAN, USUAL, ArmMoments.of(n, 5.1, 4)),
                        edge(n + " in both arms", Estimand.MEAN, ArmMoments.of(n, 5, 4), ArmMoments.of(n, 5.1, 4)),
                        edge(
                                n + " of a proportion",
                                Estimand.PROPORTION,
                                ArmMoments.of(n, 0.5, 0.25),
                                ArmMoments.of(n, 0.6, 0.24))));
        Stream<Arguments> means = Stream.of(1e-300, 1e300, -5.0, 0.0)
                .map(mean -> edge(
                        "mean " + mean,
                        Estimand.MEAN,
                        ArmMoments.of(1_000, mean, Math.min(1e300, Math.abs(mean * 1e-3 * mean))),
                        ArmMoments.of(1_000, mean * 1.01, Math.min(1e300, Math.abs(mean * 1e-3 * mean)))));
        Stream<Arguments> others = Stream.of(
                edge("no variance in one arm", Estimand.MEAN, ArmMoments.of(100, 5, 0), USUAL),
                edge("no variance", Estimand.MEAN, ArmMoments.of(100, 5, 0), ArmMoments.of(100, 6, 0)),
                edge("identical arms", Estimand.MEAN, USUAL, USUAL),
                edge("nobody", Estimand.PROPORTION, ArmMoments.of(100, 0, 0), ArmMoments.of(100, 0, 0)),
                edge("nobody and all", Estimand.PROPORTION, ArmMoments.of(100, 0, 0), ArmMoments.of(100, 1, 0)),
                edge("collinear covariates", Estimand.MEAN, withCovariates(2, 1), withCovariates(2, 1)),
                edge("50 covariates", Estimand.MEAN, withCovariates(50, 0.9), withCovariates(50, 0.9)),
                edge("51 covariates", Estimand.MEAN, withCovariates(51, 0.9), withCovariates(51, 0.9)));
        return Stream.of(units, means, others).flatMap(stream -> stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edges")
    void check_edge_isANumberOrAReason(String name, Estimand estimand, ArmMoments control, ArmMoments treatment) {
        Fuzz.Case edge = new Fuzz.Case(0, new SplittableRandom(1));

        edge.check(estimand, control, treatment);
        edge.check(estimand, treatment, control);

        assertThat(edge.finding()).isEmpty();
    }

    @Test
    void replay_informationThatShrinksBetweenLooks_isFlaggedAndFinite() {
        List<Look> looks = Stream.of(4.0, 400.0, 40_000.0)
                .map(variance -> EffectEstimator.withDefaults()
                        .compare(
                                Estimand.MEAN,
                                USUAL,
                                ArmMoments.of(1_000, 5.2, variance).withThirdMoments(0)))
                .map(comparison -> new Look(comparison, false, OptionalDouble.empty()))
                .toList();
        List<Look> timed = IntStream.range(0, 3)
                .mapToObj(k -> new Look(looks.get(k).comparison(), k == 2, OptionalDouble.of((k + 1) / 3.0)))
                .toList();

        List<TwoSidedResult> results = GroupSequentialTest.of(0.05).replay(timed);

        assertThat(results).allSatisfy(result -> {
            assertThat(Finiteness.breach(result)).isEmpty();
            assertThat(((TwoSidedResult.Tested) result).ciUpper()).isGreaterThan(0.2);
        });
        assertThat(((TwoSidedResult.Tested) results.getLast()).flags()).contains(Reason.INFO_DECREASED);
    }

    @Test
    void breach_numberThatIsNone_isFoundWhereItHides() {
        assertThat(Finiteness.breach(new Comparison.Undefined(
                        Reason.LOW_N,
                        new PartialLevel(1, OptionalDouble.of(Double.NaN), OptionalDouble.empty()),
                        new PartialLevel(1, OptionalDouble.empty(), OptionalDouble.empty()))))
                .contains(".control.mean == NaN");
        assertThat(Finiteness.breach(List.of(1.0, Double.POSITIVE_INFINITY))).contains(" == Infinity");
        assertThat(Finiteness.breach(2.0)).isEmpty();
    }
}
