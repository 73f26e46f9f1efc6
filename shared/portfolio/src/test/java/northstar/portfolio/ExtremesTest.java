package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.Ranking.Programme;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is measured, nothing but finite numbers comes out. */
class ExtremesTest {
    private static final double[] EFFECTS = {0, -0.0, 1e-300, 1e-9, .01, -1, 20, -1e6, 1e6, 1e300};
    private static final double[] ERRORS = {1e-300, 1e-12, 1e-6, .01, 3, 1e6, 1e200};
    private static final double[] SCALES = {0, 1e-300, 1, 1e6, 1e90, 1e200};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void of_extremeNumbers_staysFinite(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<VariantResult> results = new ArrayList<>();
        for (int k = 0; k < 2 * seed; k++) {
            for (String variant : List.of("a", "b", "c")) {
                results.add(ResultBuilder.feature("feature-" + k)
                        .variant(variant)
                        .verdict(k % 3 == 0 ? Verdict.SHIP : Verdict.INCONCLUSIVE)
                        .effect(new Measured(
                                pick(EFFECTS, random),
                                pick(ERRORS, random),
                                pick(EFFECTS, random),
                                Math.abs(pick(EFFECTS, random))))
                        .scale(new Scale(pick(SCALES, random), pick(SCALES, random), Basis.MEASURED))
                        .effort(pick(SCALES, random))
                        .build());
            }
        }

        Ranking ranking = FeatureRanking.of(results, List.of(), ResultBuilder.NORTH_STAR, 1);

        assertThat(numbers(ranking)).isNotEmpty().allMatch(Double::isFinite);
        assertThat(ranking.features().stream().flatMap(ExtremesTest::variants)).allSatisfy(variant -> {
            assertThat(variant.posteriorLower()).isLessThanOrEqualTo(variant.posteriorUpper());
            assertThat(variant.probabilityPositive()).isBetween(0.0, 1.0);
        });
    }

    private static double pick(double[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    private static List<Double> numbers(Ranking ranking) {
        Programme programme = ranking.programme();
        Stream<Double> totals = Stream.of(
                ranking.prior().mean(),
                ranking.prior().sd(),
                programme.expectedTotal(),
                programme.expectedTotalLower(),
                programme.expectedTotalUpper(),
                programme.naiveTotal(),
                programme.winnersCurse());
        Stream<Double> rows = ranking.features().stream()
                .flatMap(row -> Stream.of(
                        row.probabilityBest(), row.gainPerEffort(), row.action().value()));
        Stream<Double> variants = ranking.features().stream()
                .flatMap(ExtremesTest::variants)
                .flatMap(variant -> Stream.concat(
                        DoubleStream.of(
                                        variant.posteriorMean(),
                                        variant.posteriorSd(),
                                        variant.posteriorLower(),
                                        variant.posteriorUpper())
                                .boxed(),
                        Stream.of(variant.yearlyGain(), variant.yearlyGainLower(), variant.yearlyGainUpper())));
        return Stream.of(totals, rows, variants, Stream.of(programme.regret()))
                .flatMap(stream -> stream)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<VariantPosterior> variants(RankedFeature row) {
        return Stream.concat(Stream.of(row.lead()), row.alternatives().stream());
    }
}
