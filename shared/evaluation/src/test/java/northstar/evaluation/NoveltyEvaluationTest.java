package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.Reason;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.Novelty.Finding;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.domain.ranking.VariantResult;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

/** Effects over the days since exposure. */
class NoveltyEvaluationTest {
    private static final PinnedExperiment PINNED = Trial.halves().pinned();
    private static final int UNITS = 200;
    private static final double[] NONE = {0, 0, 0, 0, 0, 0, 0};
    private static final double[] FADING = {0.9, 0.7, 0.5, 0.4, 0.3, 0.2, 0.1};
    private static final double[] GROWING = {0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9};

    /** Units around 2 a day, each with a level of its own and some noise; the days change all of them alike. */
    private static double value(int unit, int day, double[] effects) {
        return 2 + (unit % 5) / 4.0 + ((unit * 7 + day * 3) % 11 - 5) / 10.0 + effects[day];
    }

    private static PowerSums daily(double[] effects) {
        List<BigDecimal> values = new ArrayList<>();
        List<BigDecimal> products = new ArrayList<>();
        for (int a = 0; a < 7; a++) {
            values.add(sum(effects, a, -1));
            for (int b = a; b < 7; b++) {
                products.add(sum(effects, a, b));
            }
        }
        return new PowerSums(UNITS, values, products, null);
    }

    private static BigDecimal sum(double[] effects, int first, int second) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int unit = 0; unit < UNITS; unit++) {
            double product = value(unit, first, effects) * (second < 0 ? 1 : value(unit, second, effects));
            sum = sum.add(BigDecimal.valueOf(product));
        }
        return sum;
    }

    private static Measurement measurement(double[] effects, long unitsOfAnArm) {
        double control = 7 * 2.5;
        double all = 0;
        for (double effect : effects) {
            all += effect;
        }
        Measurement whole = new Look()
                .arm("control", "nights", unitsOfAnArm, control, 4.0)
                .arm("ranked", "nights", unitsOfAnArm, control + all, 4.0)
                .measurement();
        Moments before = whole.variants().get("control");
        Moments after = whole.variants().get("ranked");
        return whole.withVariants(new TreeMap<>(Map.of(
                "control", before.withDaily(new TreeMap<>(Map.of("nights", daily(NONE)))),
                "ranked", after.withDaily(new TreeMap<>(Map.of("nights", daily(effects)))))));
    }

    private static Evaluation evaluation(Measurement measurement) {
        return Trial.evaluator()
                .evaluate(PINNED, measurement, SequentialState.START)
                .evaluation();
    }

    private static Novelty novelty(double[] effects) {
        return evaluation(measurement(effects, UNITS)).novelty().getFirst();
    }

    @Test
    void novelty_effectThatFades_isFoundWithItsLateEffect() {
        Novelty novelty = novelty(FADING);

        assertThat(novelty.finding()).isEqualTo(Finding.NOVELTY);
        assertThat(novelty.trend().value()).isCloseTo(-0.1286, within(1e-4));
        assertThat(novelty.late().value()).isCloseTo(0.2, within(1e-12));
        assertThat(novelty.lateRelative().value())
                .isCloseTo(0.2 / novelty.lateControl().mean(), within(1e-12));
    }

    @Test
    void novelty_days_areTheDifferencesOfEachDay() {
        List<Double> days =
                novelty(FADING).days().stream().map(day -> day.value()).toList();

        assertThat(days).hasSize(7);
        for (int day = 0; day < 7; day++) {
            assertThat(days.get(day)).isCloseTo(FADING[day], within(1e-12));
        }
    }

    @Test
    void novelty_effectThatGrows_isPrimacy() {
        assertThat(novelty(GROWING).finding()).isEqualTo(Finding.PRIMACY);
    }

    @Test
    void novelty_effectThatStays_isSteady() {
        assertThat(novelty(new double[] {.3, .3, .3, .3, .3, .3, .3}).finding()).isEqualTo(Finding.STEADY);
    }

    @Test
    void novelty_lessThanHalfOfTheUnitsHaveTheirDays_isUndefined() {
        Novelty novelty =
                evaluation(measurement(FADING, 2 * UNITS + 1)).novelty().getFirst();

        assertThat(novelty.finding()).isNull();
        assertThat(novelty.undefined()).isEqualTo(Reason.LOW_N);
    }

    @Test
    void flags_effectThatFades_sayIt() {
        Evaluation evaluation = evaluation(measurement(FADING, UNITS));

        assertThat(evaluation.effects().getFirst().flags()).contains(Reason.NOVELTY);
    }

    @Test
    void novelty_armWithoutUnits_isUndefined() {
        Measurement both = measurement(FADING, UNITS);
        TreeMap<String, Moments> one = new TreeMap<>(both.variants());
        one.remove("ranked");

        assertThat(evaluation(both.withVariants(one)).novelty().getFirst().undefined())
                .isEqualTo(Reason.ONE_VARIANT);
    }

    /** What is to come is what was seen last (METHODS 9.3). */
    @Test
    void measured_effectThatFades_isTheLateOne() {
        Measurement measurement = measurement(FADING, UNITS);

        VariantResult result = NorthStarResults.of(PINNED, measurement, evaluation(measurement))
                .getFirst();

        Novelty novelty = novelty(FADING);
        assertThat(result.measured().effect()).isEqualTo(novelty.lateRelative().value());
        assertThat(result.flags()).contains(Reason.NOVELTY);
    }

    @Test
    void measured_effectThatStays_isThatOverTheWindow() {
        Measurement measurement = measurement(new double[] {.3, .3, .3, .3, .3, .3, .3}, UNITS);

        VariantResult result = NorthStarResults.of(PINNED, measurement, evaluation(measurement))
                .getFirst();

        assertThat(result.measured().effect()).isCloseTo(2.1 / 17.5, within(1e-12));
    }

    @Test
    void novelty_armWithoutDays_isUndefined() {
        Measurement both = measurement(FADING, UNITS);
        TreeMap<String, Moments> one = new TreeMap<>(both.variants());
        one.computeIfPresent("control", (_, moments) -> moments.withDaily(new TreeMap<>()));

        Novelty novelty = evaluation(both.withVariants(one)).novelty().getFirst();

        assertThat(novelty.undefined()).isEqualTo(Reason.ONE_VARIANT);
    }

    @Test
    void novelty_controlWithoutUnits_isUndefined() {
        Measurement both = measurement(FADING, UNITS);
        TreeMap<String, Moments> one = new TreeMap<>(both.variants());
        one.remove("control");

        assertThat(evaluation(both.withVariants(one)).novelty().getFirst().undefined())
                .isEqualTo(Reason.ONE_VARIANT);
    }

    @Test
    void novelty_lookBeforeTheFinalOne_isNotAsked() {
        Measurement measurement = measurement(FADING, UNITS);
        Measurement early = new Measurement(
                measurement.experiment(),
                Trial.day(9),
                measurement.definition(),
                measurement.variants(),
                0,
                measurement.engine());

        assertThat(evaluation(early).novelty()).isEmpty();
    }

    /** Of two treatments the one that fades counts by its late effect, the other one by the whole. */
    @Test
    void measured_oneOfTwoTreatmentsFades_takesTheLateEffectOfThatOne() {
        PinnedExperiment pinned = Trial.thirds().indicator("searches").pinned();
        Look look = new Look();
        TreeMap<String, double[]> effects = new TreeMap<>(Map.of("control", NONE, "a", FADING, "b", NONE));
        for (String variant : effects.keySet()) {
            double mean = variant.equals("a") ? 20.6 : 17.5;
            look.arm(variant, "nights", UNITS, mean, 4.0).arm(variant, "searches", UNITS, 3.0, 1.0);
        }
        Measurement plain = look.measurement();
        TreeMap<String, Moments> variants = new TreeMap<>(plain.variants());
        effects.forEach((variant, own) -> variants.computeIfPresent(
                variant,
                (_, moments) ->
                        moments.withDaily(new TreeMap<>(Map.of("nights", daily(own), "searches", daily(NONE))))));
        Measurement measurement = plain.withVariants(variants);
        Evaluation evaluation = Trial.evaluator()
                .evaluate(pinned, measurement, SequentialState.START)
                .evaluation();

        List<VariantResult> results = NorthStarResults.of(pinned, measurement, evaluation);

        assertThat(evaluation.novelty())
                .extracting(Novelty::metric, Novelty::variant, Novelty::finding)
                .containsExactly(
                        tuple("nights", "a", Finding.NOVELTY),
                        tuple("nights", "b", Finding.STEADY),
                        tuple("searches", "a", Finding.STEADY),
                        tuple("searches", "b", Finding.STEADY));
        assertThat(results.getFirst().measured().effect()).isBetween(0.05, 0.1);
        assertThat(results.getLast().measured().effect()).isZero();
        assertThat(results.getLast().flags()).doesNotContain(Reason.NOVELTY);
    }

    /** Whoever buys is exposed: on the first day all spend the same, and the sum of squares is a bit too small. */
    @Test
    void novelty_dayOnWhichNothingVaries_isNoReasonToFail() {
        BigDecimal price = new BigDecimal("19.99");
        PowerSums varying = daily(FADING);
        List<BigDecimal> values = new ArrayList<>(varying.values());
        List<BigDecimal> products = new ArrayList<>(varying.products());
        values.set(0, price.multiply(BigDecimal.valueOf(UNITS)));
        products.set(0, price.pow(2).multiply(BigDecimal.valueOf(UNITS)).subtract(new BigDecimal("1e-12")));
        for (int day = 1; day < 7; day++) {
            products.set(day, price.multiply(values.get(day)));
        }
        PowerSums constantAtFirst = new PowerSums(UNITS, values, products, null);
        Measurement measurement = measurement(FADING, UNITS);
        TreeMap<String, Moments> variants = new TreeMap<>(measurement.variants());
        variants.replaceAll((_, moments) -> moments.withDaily(new TreeMap<>(Map.of("nights", constantAtFirst))));

        Novelty novelty =
                evaluation(measurement.withVariants(variants)).novelty().getFirst();

        assertThat(novelty.undefined()).isNull();
        assertThat(novelty.days()).hasSize(7);
    }

    @Test
    void novelty_valuesThatDoNotVary_haveNoNumbers() {
        Measurement varying = measurement(NONE, UNITS);
        PowerSums flat = new PowerSums(
                UNITS,
                Collections.nCopies(7, BigDecimal.valueOf(UNITS)),
                Collections.nCopies(28, BigDecimal.valueOf(UNITS)),
                null);
        TreeMap<String, Moments> variants = new TreeMap<>(varying.variants());
        variants.replaceAll((_, moments) -> moments.withDaily(new TreeMap<>(Map.of("nights", flat))));

        Novelty novelty = evaluation(varying.withVariants(variants)).novelty().getFirst();

        assertThat(novelty.undefined()).isEqualTo(Reason.NO_VARIANCE);
    }
}
