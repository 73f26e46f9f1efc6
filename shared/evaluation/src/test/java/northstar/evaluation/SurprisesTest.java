package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health.SegmentRatio;
import northstar.domain.evaluation.Health.Surprise;
import northstar.domain.evaluation.Health.SurpriseKind;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.Segment;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

class SurprisesTest {
    private static Look look(long n, double control, double treatment) {
        return new Look().arm("control", "nights", n, control, 1.0).arm("ranked", "nights", n, treatment, 1.0);
    }

    private static List<SurpriseKind> kinds(Evaluation evaluation) {
        return evaluation.health().surprises().stream().map(Surprise::kind).toList();
    }

    private static Evaluation evaluate(Trial trial, Look all, Map<Segment, Look> segments) {
        Measurement whole = all.measurement();
        SortedMap<Segment, SortedMap<String, Moments>> split = new TreeMap<>();
        segments.forEach(
                (segment, look) -> split.put(segment, look.measurement().variants()));
        Measurement measurement = new Measurement(
                whole.experiment(),
                whole.at(),
                whole.definition(),
                whole.variants(),
                0,
                whole.engine(),
                0,
                List.of(),
                split);
        return Trial.evaluator()
                .evaluate(trial.pinned(), measurement, SequentialState.START)
                .evaluation();
    }

    @Test
    void plainResult_isNoSurprise() {
        Evaluation evaluation = Trial.halves().evaluate(look(10_000, 5, 5.1));

        assertThat(evaluation.health().surprises()).isEmpty();
        assertThat(evaluation.health().flags()).isEmpty();
    }

    @Test
    void effectBeyondTwentyPercent_isASurpriseAndNoVerdict() {
        Evaluation evaluation = Trial.halves().evaluate(look(20_000, 5, 6.1));

        assertThat(kinds(evaluation)).containsExactly(SurpriseKind.UNLIKE_OTHERS, SurpriseKind.LARGE_EFFECT);
        assertThat(evaluation.health().flags()).containsExactly(Reason.TWYMAN);
        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
    }

    @Test
    void tinyPValueOfFewUnits_isASurprise() {
        assertThat(kinds(Trial.halves().evaluate(look(2_000, 5, 5.3)))).contains(SurpriseKind.TINY_P_VALUE);
        assertThat(kinds(Trial.halves().evaluate(look(20_000, 5, 5.3)))).doesNotContain(SurpriseKind.TINY_P_VALUE);
    }

    @Test
    void unequalVariances_areASurprise() {
        Look look = new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5.01, 2.1);

        assertThat(Trial.halves().evaluate(look).health().surprises())
                .singleElement()
                .satisfies(surprise -> {
                    assertThat(surprise.kind()).isEqualTo(SurpriseKind.UNEQUAL_VARIANCES);
                    assertThat(surprise.variant()).isEqualTo("ranked");
                    assertThat(surprise.limit()).isEqualTo(2);
                });
    }

    @Test
    void identicalArms_areASurprise() {
        assertThat(kinds(Trial.halves().evaluate(look(10_000, 5, 5)))).containsExactly(SurpriseKind.IDENTICAL_ARMS);
    }

    @Test
    void identicalShares_areNone() {
        Metric share = new Metric.Proportion("nights", new Source.Reported(), Window.OPEN, Direction.UP);
        MetricMoments half = new MetricMoments(
                PowerSums.ofReported(1000, new BigDecimal("0.5"), new BigDecimal("0.25025"), null), List.of(), 0);
        Look look = new Look().arm("control", "nights", half).arm("ranked", "nights", half);

        assertThat(Trial.halves().northStar(share).evaluate(look).health().surprises())
                .isEmpty();
    }

    private static final Map<Segment, Look> COUNTRIES = Map.of(
            new Segment("country", "de"), look(4_000, 5, 4.99),
            new Segment("country", "fr"), look(4_000, 5, 4.99),
            new Segment("country", "it"), look(2_000, 5, 5.4));

    @Test
    void effectThatOneSegmentCarries_isASurprise() {
        Evaluation evaluation = evaluate(Trial.halves(), look(10_000, 5, 5.072), COUNTRIES);

        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(evaluation.health().surprises()).singleElement().satisfies(surprise -> {
            assertThat(surprise.kind()).isEqualTo(SurpriseKind.ONE_SEGMENT_CARRIES_IT);
            assertThat(surprise.segment()).isEqualTo(new Segment("country", "it"));
        });
    }

    @Test
    void effectOfNothingThatOneSegmentCarries_isNone() {
        assertThat(evaluate(Trial.halves(), look(10_000, 5, 5.01), COUNTRIES)
                        .health()
                        .surprises())
                .isEmpty();
    }

    private static final Map<Segment, Look> PLATFORMS = Map.of(
            new Segment("platform", "app"), sizes(5_000, 4_600),
            new Segment("platform", "web"), sizes(5_000, 5_400));

    private static Look sizes(long control, long ranked) {
        return new Look().arm("control", "nights", control, 5, 1.0).arm("ranked", "nights", ranked, 5, 1.0);
    }

    /** 5,000 to 4,600 is no matter by chance (p 4.5e-5), though all units together are split 1:1. */
    @Test
    void segmentsWithoutThePlannedSizes_areNamedAndDoNotInvalidate() {
        Evaluation evaluation = evaluate(Trial.halves(), look(10_000, 5, 5.001), PLATFORMS);

        assertThat(evaluation.verdict()).isNotEqualTo(Verdict.INVALID);
        assertThat(evaluation.health().sampleRatio().passed()).isTrue();
        assertThat(evaluation.health().segments())
                .extracting(SegmentRatio::segment)
                .containsExactly(new Segment("platform", "app"), new Segment("platform", "web"));
        assertThat(evaluation.health().segments().getFirst().observed())
                .containsExactly(Map.entry("control", 5_000L), Map.entry("ranked", 4_600L));
        assertThat(evaluation.health().segments().getFirst().adjustedPValue()).isBetween(8e-5, 1e-4);
    }

    @Test
    void segments_beforeTheFinalLookOrWithoutKnownWeights_areNotTested() {
        Look interim = look(10_000, 5, 5.001).at(Trial.day(3));

        assertThat(evaluate(Trial.halves().method(Method.ANYTIME), interim, PLATFORMS)
                        .health()
                        .segments())
                .isEmpty();
        assertThat(evaluate(Trial.unknownAllocation(), look(10_000, 5, 5.001), PLATFORMS)
                        .health()
                        .segments())
                .isEmpty();
    }
}
