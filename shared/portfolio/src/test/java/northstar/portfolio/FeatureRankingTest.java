package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import northstar.domain.Reason;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Earlier;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.Ranking.NotRanked;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureRankingTest {
    private static final ResultBuilder SEARCH = ResultBuilder.feature("search");
    private static final ResultBuilder CART = ResultBuilder.feature("cart");

    @Test
    void of_manyFeatures_ordersThemByYearlyGain() {
        Ranking ranking = rank(Companies.simple(40));

        List<Double> gains = ranking.features().stream()
                .map(feature -> feature.lead().yearlyGain())
                .toList();
        assertThat(gains).hasSize(40).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(ranking.features().stream().map(RankedFeature::rank))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(ranking.features().stream()
                        .mapToDouble(RankedFeature::probabilityBest)
                        .sum())
                .isCloseTo(1, within(1e-12));
        assertThat(ranking.features()).allSatisfy(feature -> {
            assertThat(feature.rankLower()).isBetween(1, feature.rankUpper());
            assertThat(feature.rankUpper()).isLessThanOrEqualTo(40);
        });
    }

    @Test
    void of_anyFeature_scalesBeliefIntoUnitsAYear() {
        RankedFeature search =
                only(rank(SEARCH.scale(new Scale(5, 1_000, Basis.STATED)).effort(4)));

        VariantPosterior lead = search.lead();
        assertThat(lead.yearlyGain()).isCloseTo(5_000 * lead.posteriorMean(), within(1e-9));
        assertThat(lead.yearlyGainLower()).isCloseTo(5_000 * lead.posteriorLower(), within(1e-9));
        assertThat(lead.yearlyGainUpper()).isCloseTo(5_000 * lead.posteriorUpper(), within(1e-9));
        assertThat(search.gainBasis()).isEqualTo(Basis.STATED);
        assertThat(search.effort()).isEqualTo(4.0);
        assertThat(search.gainPerEffort()).isCloseTo(1_250 * lead.posteriorMean(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-320})
    void of_noEffortLeft_hasNoGainPerEffort(double effort) {
        assertThat(only(rank(SEARCH.effort(effort).yearly(1e9))).gainPerEffort())
                .isNull();
    }

    @Test
    void of_oneResult_believesTheFixedPrior() {
        RankedFeature search = only(rank(SEARCH.effect(.1, .05)));

        assertThat(search.lead().posteriorMean()).isCloseTo(.05, within(1e-15));
        assertThat(search.lead().direct()).isEqualTo(new DirectEffect(.1, .05));
        assertThat(search.flags()).containsExactly(Reason.PROMISING, Reason.PRIOR_DOMINATED);
        assertThat(search.probabilityBest()).isEqualTo(1);
        assertThat(search.rankUpper()).isEqualTo(1);
        assertThat(rank(SEARCH).prior()).isEqualTo(new Ranking.Prior(0, .05, 0));
    }

    @Test
    void of_fiveEffects_learnsThePrior() {
        Ranking ranking = rank(Companies.simple(5));

        assertThat(ranking.prior().effects()).isEqualTo(5);
        assertThat(ranking.features()).noneMatch(feature -> feature.flags().contains(Reason.PRIOR_DOMINATED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void of_anotherOrder_isTheSameToTheBit(long seed) {
        List<VariantResult> results = new ArrayList<>(Companies.mixed(30, new SplittableRandom(99)));
        List<FeatureState> states = new ArrayList<>(List.of(
                shipped("feature-1", "a", 3),
                rolledBack("feature-2", 40),
                shipped("feature-3", "b", 9),
                shipped("feature-3", "a", 4),
                shipped("elsewhere", "a", 1)));
        Ranking expected = FeatureRanking.of(results, states, ResultBuilder.NORTH_STAR, 7);

        Collections.shuffle(results, new Random(seed));
        Collections.shuffle(states, new Random(seed));

        assertThat(FeatureRanking.of(results, states, ResultBuilder.NORTH_STAR, 7))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void of_anyCompany_putsEachVariantInOnePlace(long seed) {
        List<VariantResult> results = Companies.mixed(40, new SplittableRandom(seed));

        Ranking ranking = FeatureRanking.of(results, List.of(), ResultBuilder.NORTH_STAR, 1);

        List<Arm> places = new ArrayList<>();
        for (RankedFeature feature : ranking.features()) {
            places.add(new Arm(feature.experiment(), feature.lead().variant()));
            feature.alternatives().forEach(other -> places.add(new Arm(feature.experiment(), other.variant())));
            feature.history().forEach(earlier -> places.add(new Arm(earlier.experiment(), earlier.variant())));
        }
        ranking.notRanked().forEach(variant -> places.add(new Arm(variant.experiment(), variant.variant())));
        assertThat(ranking.notRanked()).isNotEmpty();
        assertThat(ranking.features().stream().map(RankedFeature::feature)).doesNotHaveDuplicates();
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        results.stream().map(Arm::of).toList());
    }

    @Test
    void of_severalTreatments_isSpokenForByTheHighestPosteriorMean() {
        // The larger effect is noise: shrunk, it falls behind.
        RankedFeature search = only(rank(
                SEARCH.variant("noisy").effect(.05, .2),
                SEARCH.variant("clear").effect(.03, .005),
                SEARCH.variant("bad").effect(-.03, .005)));

        assertThat(search.lead().variant()).isEqualTo("clear");
        assertThat(search.alternatives().stream().map(VariantPosterior::variant))
                .containsExactly("noisy", "bad");
    }

    @Test
    void of_armsOfOneExperiment_takesTheirSharedControlIntoAccount() {
        Measured first = new Measured(.03, Math.sqrt(.0002), 1, .01);
        Measured second = new Measured(.01, Math.sqrt(.0003), 1, .01);

        RankedFeature search =
                only(rank(SEARCH.variant("a").effect(first), SEARCH.variant("b").effect(second)));

        // V = [.0002 .0001; .0001 .0003], theta ~ N(0, .0025 I): .0025 (V + .0025 I)^-1 x by Cramer's rule.
        double determinant = .0027 * .0028 - .0001 * .0001;
        assertThat(search.lead().posteriorMean())
                .isCloseTo(.0025 * (.0028 * .03 - .0001 * .01) / determinant, within(1e-15));
        assertThat(search.alternatives().getFirst().posteriorMean())
                .isCloseTo(.0025 * (.0027 * .01 - .0001 * .03) / determinant, within(1e-15));
    }

    @Test
    void of_equalFeatures_breaksTiesByKey() {
        Ranking ranking = rank(SEARCH, CART, ResultBuilder.feature("banner"));

        assertThat(ranking.features().stream().map(RankedFeature::feature)).containsExactly("banner", "cart", "search");
    }

    @Test
    void of_twoExperiments_showsTheNewestAndRemembersTheEarlier() {
        RankedFeature search = only(rank(
                SEARCH.experiment("old").variant("a").effect(.09, .01),
                SEARCH.experiment("old").variant("b").effect(.02, .01),
                SEARCH.experiment("new").variant("a").day(30).effect(.01, .01)));

        assertThat(search.experiment()).isEqualTo("new");
        assertThat(search.alternatives()).isEmpty();
        assertThat(search.history())
                .containsExactly(
                        new Earlier(
                                "old",
                                "a",
                                Instant.parse("2026-10-15T00:00:00Z"),
                                Verdict.INCONCLUSIVE,
                                new DirectEffect(.09, .01)),
                        new Earlier(
                                "old",
                                "b",
                                Instant.parse("2026-10-15T00:00:00Z"),
                                Verdict.INCONCLUSIVE,
                                new DirectEffect(.02, .01)));
    }

    @Test
    void of_experimentsOfOneDay_takesTheLastKeyForTheNewest() {
        assertThat(only(rank(SEARCH.experiment("a"), SEARCH.experiment("b"))).experiment())
                .isEqualTo("b");
    }

    @Test
    void of_newestWithoutEffect_keepsTheEarlierRow() {
        Ranking ranking = rank(
                SEARCH.experiment("old"),
                SEARCH.experiment("new").day(30).status(Status.RUNNING).undefined(Reason.NO_DATA));

        assertThat(only(ranking).experiment()).isEqualTo("old");
        assertThat(ranking.notRanked()).containsExactly(new NotRanked("search", "new", "treatment", Reason.NO_DATA));
    }

    @Test
    void of_nothingRankable_hasReasonsOnly() {
        Ranking ranking = rank(SEARCH.undefined(Reason.NO_VARIANCE), CART.undefined(Reason.RELATIVE_UNDEFINED));

        assertThat(ranking.features()).isEmpty();
        assertThat(ranking.notRanked().stream().map(NotRanked::reason))
                .containsExactly(Reason.RELATIVE_UNDEFINED, Reason.NO_VARIANCE);
        assertThat(ranking.programme().shipped()).isEmpty();
        assertThat(ranking.programme().expectedTotal()).isZero();
        assertThat(ranking.programme().regret()).isNull();
    }

    @Test
    void of_someWithoutUnitsAYear_doesNotRankThem() {
        Ranking ranking = rank(SEARCH, CART.scale(null));

        assertThat(only(ranking).feature()).isEqualTo("search");
        assertThat(ranking.notRanked())
                .containsExactly(new NotRanked("cart", "cart-1", "treatment", Reason.SCALE_UNKNOWN));
    }

    @Test
    void of_noneWithUnitsAYear_ranksByEffect() {
        Ranking ranking = rank(
                SEARCH.scale(null).effect(.01, .01).effort(2),
                CART.scale(new Scale(1e200, 1e200, Basis.STATED)).effect(.02, .01));

        assertThat(ranking.features().stream().map(RankedFeature::feature)).containsExactly("cart", "search");
        assertThat(ranking.features()).allSatisfy(feature -> {
            assertThat(feature.lead().yearlyGain()).isNull();
            assertThat(feature.lead().yearlyGainLower()).isNull();
            assertThat(feature.gainBasis()).isNull();
            assertThat(feature.gainPerEffort()).isNull();
            assertThat(feature.action().value()).isNull();
        });
        assertThat(ranking.programme().regret()).isNull();
        assertThat(ranking.features().getFirst().probabilityBest()).isBetween(.7, .8);
    }

    @Test
    void of_earlierExperimentWithoutUnitsAYear_isHistoryAllTheSame() {
        RankedFeature search = only(rank(
                SEARCH.experiment("old").scale(null), SEARCH.experiment("new").day(30)));

        assertThat(search.history().stream().map(Earlier::experiment)).containsExactly("old");
    }

    @ParameterizedTest
    @CsvSource({
        "1e7, 1, 1, RELATIVE_UNDEFINED",
        "1, 1e7, 1, RELATIVE_UNDEFINED",
        "1, 1, 1e9, RELATIVE_UNDEFINED",
        "0, 1e-13, 1, NO_VARIANCE"
    })
    void of_impossibleNumbers_areNotRanked(double effect, double standardError, double ratio, Reason reason) {
        Ranking ranking = rank(SEARCH.effect(new Measured(effect, standardError, ratio, .01)));

        assertThat(ranking.notRanked().stream().map(NotRanked::reason)).containsExactly(reason);
    }

    @Test
    void of_replicates_arePooled() {
        Ranking ranking = rank(
                SEARCH.experiment("v1").effect(.04, .02),
                SEARCH.experiment("v2").day(30).effect(.01, .01).replicates("v1"));

        RankedFeature search = only(ranking);
        assertThat(search.lead().direct().effect()).isCloseTo((.04 / .0004 + .01 / .0001) / 12_500, within(1e-15));
        assertThat(search.lead().direct().standardError()).isCloseTo(Math.sqrt(1 / 12_500.0), within(1e-15));
        assertThat(search.history().getFirst().direct()).isEqualTo(new DirectEffect(.04, .02));
    }

    @Test
    void of_replicates_countAsOneEffect() {
        List<VariantResult> results = new ArrayList<>(Companies.simple(6));
        results.add(ResultBuilder.feature("feature-3")
                .experiment("again")
                .day(30)
                .replicates("feature-3-1")
                .build());

        assertThat(rank(results).prior().effects()).isEqualTo(6);
    }

    @Test
    void of_invalidResult_teachesNothing() {
        List<VariantResult> results = Companies.simple(12);
        Ranking without = rank(results);
        List<VariantResult> all = new ArrayList<>(results);
        all.add(SEARCH.effect(.8, .01).verdict(Verdict.INVALID).build());

        Ranking with = rank(all);

        RankedFeature search = row(with, "search");
        assertThat(with.prior()).isEqualTo(without.prior());
        assertThat(row(with, "feature-4").lead())
                .isEqualTo(row(without, "feature-4").lead());
        assertThat(search.lead().direct()).isEqualTo(new DirectEffect(.8, .01));
        assertThat(search.lead().posteriorMean()).isCloseTo(with.prior().mean(), within(1e-12));
        assertThat(search.lead().posteriorSd()).isGreaterThan(with.prior().sd());
        assertThat(search.action().name()).isEqualTo(RankedFeature.Action.Name.FIX_THE_DATA);
        assertThat(search.action().value()).isNull();
        assertThat(search.flags()).contains(Reason.TWYMAN);
    }

    @Test
    void of_invalidReplicate_leavesTheOtherAlone() {
        RankedFeature search = only(rank(
                SEARCH.experiment("v1").effect(.02, .01),
                SEARCH.experiment("v2")
                        .day(30)
                        .effect(.9, .01)
                        .verdict(Verdict.INVALID)
                        .replicates("v1")));

        assertThat(search.lead().direct()).isEqualTo(new DirectEffect(.02, .01));
    }

    @ParameterizedTest
    @CsvSource({"INCONCLUSIVE, true", "TOO_EARLY, true", "SHIP, false"})
    void of_likelyGain_isPromisingUnlessItShips(Verdict verdict, boolean promising) {
        RankedFeature search = only(rank(SEARCH.effect(.05, .01).verdict(verdict)));

        assertThat(search.lead().probabilityPositive()).isGreaterThan(.9);
        assertThat(search.flags().contains(Reason.PROMISING)).isEqualTo(promising);
    }

    /** METHODS 11.6, G11.7: z = 4.29 under the fixed prior. */
    @ParameterizedTest
    @CsvSource({".25, .03, true", "-.25, .03, true", ".19, .03, false"})
    void of_surprisingEffect_isFlagged(double effect, double standardError, boolean flagged) {
        RankedFeature search = only(rank(SEARCH.effect(effect, standardError)));

        assertThat(search.flags().contains(Reason.TWYMAN)).isEqualTo(flagged);
    }

    @Test
    void of_orderThatTheMeanDecides_isFlagged() {
        List<VariantResult> results = new ArrayList<>();
        for (int k = 0; k < 10; k++) {
            results.add(ResultBuilder.feature("feature-" + k)
                    .effect(.05 + .0005 * k, .004)
                    .yearly(10)
                    .build());
        }
        // Hardly measured, but with the larger audience: worth most if features gain 5 % in general.
        results.add(SEARCH.effect(.05, .08).yearly(1_100).build());
        results.add(CART.effect(.05, .004).yearly(1_000).build());

        Ranking ranking = rank(results);

        assertThat(ranking.features().stream().limit(2).map(RankedFeature::feature))
                .containsExactly("search", "cart");
        assertThat(row(ranking, "search").flags()).contains(Reason.RANK_SENSITIVE);
        assertThat(row(ranking, "cart").flags()).contains(Reason.RANK_SENSITIVE);
        assertThat(row(ranking, "feature-0").flags()).doesNotContain(Reason.RANK_SENSITIVE);
    }

    @Test
    void of_flaggedResult_keepsItsFlags() {
        assertThat(only(rank(SEARCH.effect(0, .01).flags(Reason.MULTI_EXPOSURE, Reason.LOW_N)))
                        .flags())
                .containsExactlyInAnyOrder(Reason.MULTI_EXPOSURE, Reason.LOW_N, Reason.PRIOR_DOMINATED);
    }

    @Test
    void of_anyResults_carriesKeyRevisionAndNewestLook() {
        Ranking ranking = FeatureRanking.of(
                List.of(SEARCH.day(3).build(), CART.build()), List.of(), ResultBuilder.NORTH_STAR, 812);

        assertThat(ranking.northStar()).isEqualTo("nights");
        assertThat(ranking.revision()).isEqualTo(812);
        assertThat(ranking.asOf()).isEqualTo(Instant.parse("2026-10-18T00:00:00Z"));
    }

    @Test
    void of_gains_tellsTheRegretOfChoosingTheFirst() {
        Ranking ranking =
                rank(SEARCH.effect(.02, .01).yearly(100), CART.effect(.01, .02).yearly(300));
        VariantPosterior search = row(ranking, "search").lead();
        VariantPosterior cart = row(ranking, "cart").lead();
        double spread = Math.hypot(100 * search.posteriorSd(), 300 * cart.posteriorSd());
        double distance = (cart.yearlyGain() - search.yearlyGain()) / spread;
        EffectPosterior difference = EffectPrior.known(0, 1, -distance, 0).unmeasured();

        // E[max] - max E of two independent normal gains is the expected gain of their difference.
        assertThat(ranking.programme().regret()).isCloseTo(spread * difference.expectedGain(), within(1e-6));
    }

    @Test
    void of_noResult_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureRanking.of(List.of(), List.of(), "nights", 1))
                .withMessage("results.size == 0, must be at least 1");
    }

    @Test
    void of_anotherNorthStar_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rank(SEARCH, CART.northStar("orders")))
                .withMessage("results[1].northStar == \"orders\", must be \"nights\"");
    }

    @Test
    void of_twoResultsOfOneVariant_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rank(SEARCH, SEARCH.effect(.5, .1)))
                .withMessage("results[1].variant == \"treatment\", must be the experiment's only one of that key");
    }

    @Test
    void of_experimentOfTwoFeatures_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rank(SEARCH, CART.experiment("search-1").variant("b")))
                .withMessage("results[1].feature == \"cart\", must be \"search\" as in the experiment's other results");
    }

    private static Ranking rank(ResultBuilder... results) {
        return rank(Stream.of(results).map(ResultBuilder::build).toList());
    }

    private static Ranking rank(List<VariantResult> results) {
        return FeatureRanking.of(results, List.of(), ResultBuilder.NORTH_STAR, 1);
    }

    private static RankedFeature only(Ranking ranking) {
        assertThat(ranking.features()).hasSize(1);
        return ranking.features().getFirst();
    }

    private static RankedFeature row(Ranking ranking, String feature) {
        return ranking.features().stream()
                .filter(row -> row.feature().equals(feature))
                .findFirst()
                .orElseThrow();
    }

    private static FeatureState shipped(String feature, String variant, int day) {
        return new FeatureState(feature, variant, ResultBuilder.START.plusSeconds(86_400L * day));
    }

    private static FeatureState rolledBack(String feature, int day) {
        return new FeatureState(feature, null, ResultBuilder.START.plusSeconds(86_400L * day));
    }
}
