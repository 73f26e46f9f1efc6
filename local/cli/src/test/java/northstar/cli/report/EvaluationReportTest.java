package northstar.cli.report;

import static northstar.cli.report.Samples.HEALTHY;
import static northstar.cli.report.Samples.effect;
import static northstar.cli.report.Samples.evaluation;
import static northstar.cli.report.Samples.guardrail;
import static northstar.cli.report.Samples.health;
import static northstar.cli.report.Samples.untested;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import northstar.cli.Golden;
import northstar.cli.terminal.Line;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SegmentRatio;
import northstar.domain.evaluation.Health.Surprise;
import northstar.domain.evaluation.Health.SurpriseKind;
import northstar.domain.evaluation.Reading;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.Segment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationReportTest {
    private static final Effect GAIN = effect("nights", Role.NORTH_STAR, 2.1, 0.001);

    private static String text(Evaluation evaluation) {
        return EvaluationReport.lines(Samples.pinned(), evaluation, 100).stream()
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    private static String headline(Evaluation evaluation) {
        return text(evaluation)
                .lines()
                .skip(2)
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    @Test
    void lines_runningExperiment_readAsInTheGoldenFile() {
        Evaluation evaluation = evaluation(
                Verdict.GUARDRAIL_UNPROVEN,
                9,
                HEALTHY,
                GAIN,
                effect("searches", Role.INDICATOR, -0.4, 0.6),
                guardrail(1.1, 0.3, false));

        assertThat(text(evaluation)).isEqualTo(Golden.text("report/running.txt"));
    }

    @Test
    void headline_win_namesTheGainAndTheGuardrails() {
        assertThat(headline(evaluation(Verdict.SHIP, 14, HEALTHY, GAIN, guardrail(-0.1, 0.9, true))))
                .isEqualTo("ranked: Win. nights +2.1 % (+1.1 % to +3.1 %), and every guardrail is safe.");
    }

    @Test
    void headline_harm_namesWhatGotWorse() {
        assertThat(headline(evaluation(Verdict.HARMFUL, 14, HEALTHY, GAIN, guardrail(5, 0.0001, false))))
                .isEqualTo("ranked: Harm. nights +2.1 % (+1.1 % to +3.1 %): complaints got worse.");
    }

    @Test
    void headline_neutral_namesWhatWouldMatter() {
        assertThat(headline(evaluation(Verdict.NEUTRAL, 14, HEALTHY, effect("nights", Role.NORTH_STAR, 0.0, 0.99))))
                .startsWith("ranked: No real difference. nights 0.0 % (−1.0 % to +1.0 %), less than the 1 %");
    }

    @Test
    void headline_unproven_namesTheGuardrail() {
        assertThat(headline(evaluation(Verdict.GUARDRAIL_UNPROVEN, 14, HEALTHY, GAIN, guardrail(1, 0.5, false))))
                .isEqualTo(
                        "ranked: Win, safety unproven. nights +2.1 % (+1.1 % to +3.1 %). Complaints may still be worse by"
                                + "   more than 2 %.");
    }

    @Test
    void headline_cannotTell_saysThatBothAreOpen() {
        assertThat(headline(evaluation(Verdict.INCONCLUSIVE, 14, HEALTHY, effect("nights", Role.NORTH_STAR, 0.5, 0.4))))
                .isEqualTo(
                        "ranked: Can't tell. nights +0.50 % (−0.50 % to +1.50 %): the data allow a gain as well as a loss.");
    }

    @Test
    void headline_untestable_saysWhy() {
        assertThat(headline(evaluation(
                        Verdict.INCONCLUSIVE,
                        14,
                        HEALTHY,
                        untested("nights", Role.NORTH_STAR, 0.5, Reason.NO_VARIANCE))))
                .isEqualTo(
                        "ranked: Can't tell. nights +0.50 % cannot be judged: how much it varies is unknown, or it does not"
                                + "   vary at all.");
    }

    @Test
    void headline_tooEarly_saysWhatItWaitsFor() {
        assertThat(headline(evaluation(
                        Verdict.TOO_EARLY, 3, HEALTHY, untested("nights", Role.NORTH_STAR, 2, Reason.NOT_FINAL))))
                .isEqualTo("ranked: Too early. nights +2.0 % so far: it is judged once, when the test is over.");
        assertThat(headline(evaluation(Verdict.TOO_EARLY, 3, HEALTHY, GAIN)))
                .isEqualTo(
                        "ranked: Too early. nights +2.1 % (+1.1 % to +3.1 %) so far: a full week has not passed, and weekdays"
                                + "   differ.");
        assertThat(headline(evaluation(Verdict.TOO_EARLY, 9, HEALTHY, effect("nights", Role.NORTH_STAR, 2, 0.2))))
                .endsWith("so far: chance alone could have made it.");
    }

    @Test
    void invalid_sizes_areNamedBesideThePlan() {
        String text = text(evaluation(Verdict.INVALID, 14, health(false, null), GAIN));

        assertThat(text)
                .contains(
                        "ranked: Don't trust. The groups do not have the planned sizes. Find out why before you read a\n  number.")
                .contains(
                        "The groups do not have the planned sizes: 1,000 in control, 1,010 in ranked; planned were 1,005 and");
    }

    @Test
    void invalid_history_isNamed() {
        Health biased =
                health(true, new PreExposureBias(List.of(new CovariateCheck("ranked", "visits", 1.0, 1e-9)), false));

        assertThat(text(evaluation(Verdict.INVALID, 14, biased, GAIN)))
                .contains("ranked: Don't trust. The groups differed before the experiment began.")
                .contains("The groups differed before the experiment began: check the randomisation.");
    }

    private static Health surprising(SurpriseKind kind, double observed, double limit, @Nullable Segment segment) {
        return new Health(
                HEALTHY.sampleRatio(),
                HEALTHY.multipleExposure(),
                null,
                List.of(Reason.TWYMAN),
                List.of(),
                List.of(new Surprise("ranked", kind, observed, limit, segment)));
    }

    @Test
    void surprises_eachKind_hasItsWords() {
        Segment web = new Segment("platform", "web");
        String check = "Check the data before you believe it: ";

        assertThat(text(evaluation(Verdict.SHIP, 14, surprising(SurpriseKind.UNLIKE_OTHERS, 4, 3.29, null), GAIN)))
                .contains(check + "the effect is far larger than effects usually are.");
        assertThat(text(evaluation(Verdict.SHIP, 14, surprising(SurpriseKind.LARGE_EFFECT, 0.3, 0.2, null), GAIN)))
                .contains(check + "an effect beyond 20 % is usually a mistake.");
        assertThat(text(evaluation(Verdict.SHIP, 14, surprising(SurpriseKind.TINY_P_VALUE, 1e-9, 1e-6, null), GAIN)))
                .contains(check + "so clear a result from so few units is usually a");
        assertThat(text(evaluation(Verdict.SHIP, 14, surprising(SurpriseKind.UNEQUAL_VARIANCES, 0.25, 2, null), GAIN)))
                .contains(check + "the units of one group vary 4.0 times as much");
        assertThat(text(evaluation(Verdict.SHIP, 14, surprising(SurpriseKind.IDENTICAL_ARMS, 0, 0, null), GAIN)))
                .contains(check + "both groups have the same numbers to the last digit.");
        assertThat(text(evaluation(Verdict.SHIP, 14, surprising(SurpriseKind.ONE_SEGMENT_CARRIES_IT, 0, 3, web), GAIN)))
                .contains(check + "without platform web the effect would point the");
    }

    @Test
    void segmentWithoutThePlannedSizes_isNamed() {
        Health health = new Health(
                HEALTHY.sampleRatio(),
                HEALTHY.multipleExposure(),
                null,
                List.of(),
                List.of(new SegmentRatio(
                        new Segment("platform", "app"), Map.of("control", 500L, "ranked", 400L), 0.0001)),
                List.of());

        assertThat(text(evaluation(Verdict.SHIP, 14, health, GAIN)))
                .contains("In platform app the groups do not have the planned sizes: 500 in control, 400 in ranked.");
    }

    private static Evaluation read(Reading reading) {
        Evaluation plain = evaluation(Verdict.INCONCLUSIVE, 14, HEALTHY, GAIN);
        return new Evaluation(
                plain.experiment(),
                plain.feature(),
                plain.status(),
                plain.asOf(),
                plain.look(),
                plain.isFinal(),
                plain.verdict(),
                List.of(new VariantVerdict("ranked", plain.verdict(), List.of("not clear"), reading)),
                plain.health(),
                plain.effects(),
                plain.preview(),
                plain.provenance());
    }

    @Test
    void reading_isOneLineWithItsPrior() {
        assertThat(text(read(new Reading("N(0, 0.05^2)", 0.91, 0.0000001, 0.02, 0.01, null))))
                .contains("Chance that it helps: 91 %; loss to expect if it ships: under 0.01 % (prior N(0, 0.05^2)).");
    }

    @Test
    void readingThatSeemsToContradictTheVerdict_saysWhy() {
        assertThat(text(read(new Reading("N(0, 0.05^2)", 0.96, 0.002, 0.02, 0.01, "looks are to come"))))
                .contains("loss to expect if it ships: 0.20 % (prior N(0, 0.05^2)). Not the")
                .contains("because looks are to come.");
    }

    @Test
    void sizes_notPlanned_areUnknown() {
        assertThat(text(evaluation(Verdict.SHIP, 14, health(null, null), GAIN)))
                .contains(
                        "Whether the groups have the planned sizes is unknown: the planned sizes are not declared (1,000 in");
    }

    @ParameterizedTest
    @CsvSource({"PT1H, 1", "PT24H, 1", "PT24H1S, 2", "PT36H, 2", "PT168H, 7", "PT0S, 1"})
    void day_aTimeAtWhichADayEnds_belongsToThatDay(Duration since, long day) {
        assertThat(EvaluationReport.day(Samples.START, Samples.START.plus(since)))
                .isEqualTo(day);
    }

    @Test
    void lines_anyWidth_staysWithinIt() {
        Evaluation evaluation = evaluation(
                Verdict.SHIP, 14, HEALTHY, GAIN, effect("searches", Role.INDICATOR, 1, 0.6), guardrail(1, 0.5, false));

        for (int width : new int[] {60, 80, 100, 160}) {
            assertThat(EvaluationReport.lines(Samples.pinned(), evaluation, width))
                    .extracting(Line::width)
                    .allMatch(columns -> columns <= width, "at most " + width);
        }
    }
}
