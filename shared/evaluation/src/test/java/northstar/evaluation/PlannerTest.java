package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.evaluation.ExperimentPlan.Remedy;
import northstar.evaluation.ExperimentPlan.Remedy.Kind;
import northstar.evaluation.ExperimentPlan.Schedule;
import northstar.statistics.StandardNormal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Baseline NIGHTS = new Baseline(2, 4, 0);

    private static ExperimentPlan plan(Trial trial, Map<String, Baseline> baselines, @Nullable Traffic traffic) {
        return Planner.plan(trial.pinned(), baselines, traffic, 0.02);
    }

    private static MetricPlan northStar(Trial trial, Baseline baseline, @Nullable Traffic traffic) {
        return plan(trial, Map.of("nights", baseline), traffic).metrics().getFirst();
    }

    private static double z(double probability) {
        return StandardNormal.quantile(probability);
    }

    @Test
    void units_fixedTestWithoutGuardrails_sameAsTheFormula() {
        MetricPlan plan = northStar(Trial.halves(), NIGHTS, null);

        double each = Math.pow(z(0.975) + z(0.81), 2) * (4.0 / 4) * (1 + 1.02 * 1.02) / (0.02 * 0.02);
        assertThat(plan.units()).isCloseTo(2 * each, within(1e-6));
        assertThat(plan.units()).isEqualTo(plan.fixedUnits());
        assertThat(plan.decides()).isTrue();
        assertThat(plan.isGuardrail()).isFalse();
        assertThat(plan.planned()).isNull();
        assertThat(plan.declared()).isNull();
    }

    @Test
    void units_threeArms_shareTheErrorAndTakeTheSmallest() {
        MetricPlan plan = northStar(Trial.thirds(), NIGHTS, null);

        double unit = Math.pow(z(1 - 0.0125) + z(0.81), 2) * 4 / (0.04 * 0.04);
        assertThat(plan.alpha()).isEqualTo(0.025);
        assertThat(plan.units()).isCloseTo(unit * (1 / 0.4 + 1.02 * 1.02 / 0.3), within(1e-6));
    }

    @Test
    void units_unknownAllocation_areSplitEvenly() {
        assertThat(northStar(Trial.unknownAllocation(), NIGHTS, null).units())
                .isEqualTo(northStar(Trial.halves(), NIGHTS, null).units());
    }

    @Test
    void units_explainedVariance_areFewerByThatShare() {
        MetricPlan plan = northStar(Trial.halves(), new Baseline(2, 4, 0.36), null);

        assertThat(plan.unadjustedUnits())
                .isCloseTo(northStar(Trial.halves(), NIGHTS, null).units(), within(1e-6));
        assertThat(plan.units()).isCloseTo(0.64 * plan.unadjustedUnits(), within(1e-6));
    }

    @Test
    void binding_guardrailWithNarrowMargin_decidesOnTheSize() {
        Trial trial = Trial.halves().guardrail("complaints", 0.01, Direction.DOWN);

        ExperimentPlan plan = plan(trial, Map.of("nights", NIGHTS, "complaints", new Baseline(3, 9, 0)), null);

        MetricPlan binding = plan.binding().orElseThrow();
        double each = Math.pow(z(0.95) + z(1 - 0.095), 2) * 9 * (1 + 1.01 * 1.01) / (0.03 * 0.03);
        assertThat(plan.powerOfEach()).isCloseTo(0.905, within(1e-12));
        assertThat(binding.metric()).isEqualTo("complaints");
        assertThat(binding.isGuardrail()).isTrue();
        assertThat(binding.units()).isCloseTo(2 * each, within(1e-5));
    }

    @Test
    void binding_indicatorThatNeedsMost_doesNotDecide() {
        ExperimentPlan plan = plan(
                Trial.halves().indicator("searches"),
                Map.of("nights", NIGHTS, "searches", new Baseline(1, 100, 0)),
                null);

        assertThat(plan.binding().orElseThrow().metric()).isEqualTo("nights");
        assertThat(plan.metrics().get(1).decides()).isFalse();
        assertThat(plan.metrics().get(1).power()).isEqualTo(0.8);
    }

    @Test
    void unplanned_nothingKnownOrNoMean_saysWhy() {
        Trial trial = Trial.halves().indicator("searches").guardrail("complaints", 0.01, Direction.DOWN);

        ExperimentPlan plan = plan(trial, Map.of("nights", NIGHTS, "searches", new Baseline(0, 1, 0)), null);

        assertThat(plan.unplanned())
                .containsExactly(
                        Map.entry("complaints", Reason.NO_DATA), Map.entry("searches", Reason.RELATIVE_UNDEFINED));
        assertThat(plan.metrics()).hasSize(1);
    }

    @Test
    void unplanned_shareThatCannotRiseSoMuch_saysWhy() {
        Metric share = new Metric.Proportion("nights", new Source.Reported(), Window.OPEN, Direction.UP);

        ExperimentPlan plan = plan(Trial.halves().northStar(share), Map.of("nights", Baseline.ofShare(0.99, 0)), null);

        assertThat(plan.unplanned()).containsExactly(Map.entry("nights", Reason.RELATIVE_UNDEFINED));
        assertThat(plan.binding()).isEmpty();
    }

    @Test
    void units_shareThatShallFall_haveTheVarianceUnderTheAlternative() {
        Metric share = new Metric.Proportion("nights", new Source.Reported(), Window.OPEN, Direction.DOWN);

        MetricPlan plan = northStar(Trial.halves().northStar(share), Baseline.ofShare(0.1, 0), null);

        double each = Math.pow(z(0.975) + z(0.81), 2) * (0.1 * 0.9 + 0.098 * 0.902) / (0.002 * 0.002);
        assertThat(plan.units()).isCloseTo(2 * each, within(1e-4));
    }

    @Test
    void schedule_enoughTraffic_isWholeWeeksAndAtLeastTwo() {
        Schedule fast = schedule(plan(Trial.halves(), Map.of("nights", NIGHTS), Traffic.constant(1e6)));
        Schedule slow = schedule(plan(Trial.halves(), Map.of("nights", NIGHTS), Traffic.constant(3_000)));

        assertThat(fast).isEqualTo(new Schedule(2, 14e6, 14, true));
        assertThat(slow.weeks()).isEqualTo(4);
        assertThat(slow.isEnough()).isTrue();
    }

    private static Schedule schedule(ExperimentPlan plan) {
        return Objects.requireNonNull(plan.schedule());
    }

    @Test
    void planned_enoughUnits_haveAtLeastTheChanceThatIsPlannedFor() {
        Trial trial = Trial.halves().method(Method.GROUP_SEQUENTIAL).guardrail("complaints", 0.02, Direction.DOWN);

        ExperimentPlan plan =
                plan(trial, Map.of("nights", NIGHTS, "complaints", new Baseline(3, 9, 0)), new Traffic(12_000, 0.8));

        assertThat(schedule(plan).isEnough()).isTrue();
        assertThat(plan.metrics()).allSatisfy(metric -> {
            MetricPlan.Reach reach = Objects.requireNonNull(metric.planned());
            assertThat(reach.chance()).isGreaterThanOrEqualTo(metric.power());
            assertThat(reach.smallest()).isLessThanOrEqualTo(metric.size());
            assertThat(metric.costOfLooks()).isBetween(1.0, 1.07);
            assertThat(metric.expectedUnits()).isLessThan(metric.units());
            assertThat(metric.idleUnits()).isBetween(metric.expectedUnits(), metric.units());
            assertThat(metric.curve())
                    .hasSizeBetween(10, 20)
                    .isSortedAccordingTo((a, b) -> Double.compare(a.chance(), b.chance()));
        });
    }

    @Test
    void units_anytime_costMoreThanPlannedLooks() {
        MetricPlan anytime = northStar(Trial.halves().method(Method.ANYTIME), NIGHTS, null);

        // 14 daily looks, tuned at half: 1.769 at a chance of 80 %
        assertThat(anytime.costOfLooks()).isBetween(1.73, 1.79);
        assertThat(anytime.expectedUnits() / anytime.fixedUnits()).isBetween(1.1, 1.2);
    }

    @Test
    void units_pocock_costMoreThanTheUsualSpending() {
        MetricPlan pocock = northStar(
                Trial.halves().method(Method.GROUP_SEQUENTIAL).spending(new ErrorSpending.Pocock()), NIGHTS, null);

        // 14 daily looks: 1.258 and 0.776 at a chance of 80 %
        assertThat(pocock.costOfLooks()).isBetween(1.2, 1.27);
        assertThat(pocock.expectedUnits() / pocock.fixedUnits()).isBetween(0.74, 0.8);
    }

    @Test
    void declared_plannedUnits_saysWhatTheDefinitionDoes() {
        MetricPlan plan = northStar(Trial.halves().planned(100_000), NIGHTS, null);

        MetricPlan.Reach declared = Objects.requireNonNull(plan.declared());
        assertThat(declared.days()).isEqualTo(14);
        assertThat(declared.chance()).isBetween(0.8, 0.9);
        assertThat(declared.smallest()).isBetween(0.015, 0.02);
    }

    @Test
    void remedies_tooLittleTraffic_sayWhatCanBeDone() {
        Trial trial = Trial.thirds().allocation(0.5).indicator("searches");

        ExperimentPlan plan =
                plan(trial, Map.of("nights", NIGHTS, "searches", new Baseline(2, 0.1, 0)), Traffic.constant(1_500));

        MetricPlan binding = plan.binding().orElseThrow();
        double factor = binding.units() / (56 * 1_500);
        assertThat(schedule(plan).isEnough()).isFalse();
        assertThat(schedule(plan).weeks()).isEqualTo(8);
        assertThat(plan.remedies().stream().map(Remedy::kind))
                .containsExactly(
                        Kind.RAISE_ALLOCATION,
                        Kind.ADJUST,
                        Kind.TRIGGER,
                        Kind.MORE_TRAFFIC,
                        Kind.LARGER_EFFECT,
                        Kind.INDICATOR,
                        Kind.PROJECT);
        assertThat(plan.remedies().getFirst().value()).isCloseTo(Math.min(1, 0.5 * factor), within(1e-9));
        assertThat(plan.remedies().get(1).value()).isCloseTo(1 - 1 / factor, within(1e-9));
    }

    @Test
    void remedies_unevenSplit_sayWhatAnEvenOneTakes() {
        ExperimentPlan plan = plan(Trial.fifths(), Map.of("nights", NIGHTS), Traffic.constant(1_500));

        double units = plan.binding().orElseThrow().units();
        Remedy first = plan.remedies().getFirst();
        assertThat(first.kind()).isEqualTo(Kind.SPLIT_EVENLY);
        assertThat(first.value()).isCloseTo(units * 4 / (1 / 0.8 + 1 / 0.2), within(1e-6));
    }

    @Test
    void remedies_guardrailOutOfReach_mayHaveAWiderMargin() {
        Trial trial = Trial.halves().guardrail("complaints", 0.01, Direction.DOWN);

        ExperimentPlan plan =
                plan(trial, Map.of("nights", NIGHTS, "complaints", new Baseline(3, 90, 0.2)), Traffic.constant(3_000));

        assertThat(plan.remedies().stream().map(Remedy::kind))
                .containsExactly(Kind.TRIGGER, Kind.MORE_TRAFFIC, Kind.LARGER_EFFECT, Kind.PROJECT);
        assertThat(plan.remedies().get(2).metric()).isEqualTo("complaints");
        assertThat(plan.remedies().get(2).value()).isBetween(0.01, 0.1);
    }

    @Test
    void remedies_hopelessMargin_isNotWidened() {
        Trial trial = Trial.halves().guardrail("complaints", 0.5, Direction.DOWN);

        ExperimentPlan plan =
                plan(trial, Map.of("nights", NIGHTS, "complaints", new Baseline(1, 900, 0)), Traffic.constant(1));

        assertThat(plan.remedies()).extracting(Remedy::kind).doesNotContain(Kind.LARGER_EFFECT, Kind.ADJUST);
        assertThat(plan.metrics())
                .allSatisfy(metric -> assertThat(
                                Objects.requireNonNull(metric.planned()).chance())
                        .isLessThan(0.1));
    }

    @Test
    void schedule_nothingThatDecides_isNone() {
        ExperimentPlan plan =
                plan(Trial.halves().indicator("searches"), Map.of("searches", NIGHTS), Traffic.constant(100));

        assertThat(plan.schedule()).isNull();
        assertThat(plan.remedies()).isEmpty();
        assertThat(plan.binding()).isEmpty();
    }

    @Test
    void schedule_shortTestWindow_mayBeOneWeek() {
        ExperimentPlan plan =
                plan(Trial.halves().stopped(Trial.day(7)), Map.of("nights", NIGHTS), Traffic.constant(1e6));

        assertThat(schedule(plan).weeks()).isEqualTo(1);
    }

    @Test
    void units_negativeMeanThatShallRise_multipliesTheSpreadToo() {
        MetricPlan plan = northStar(Trial.halves(), new Baseline(-2, 4, 0), null);

        double each = Math.pow(z(0.975) + z(0.81), 2) * (1 + 0.98 * 0.98) / (0.02 * 0.02);
        assertThat(plan.units()).isCloseTo(2 * each, within(1e-5));
        assertThat(plan.curve().getLast().size()).isLessThan(1);
    }

    @Test
    void units_anytimeGuardrail_costMoreThanPlannedLooks() {
        Trial trial = Trial.halves().method(Method.ANYTIME).guardrail("complaints", 0.1, Direction.DOWN);

        MetricPlan plan = plan(trial, Map.of("complaints", new Baseline(3, 9, 0)), null)
                .metrics()
                .getFirst();

        assertThat(plan.costOfLooks()).isBetween(1.5, 2.5);
    }

    @Test
    void plan_sizeOrPowerThatCannotBe_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Planner.plan(Trial.halves().pinned(), Map.of(), null, Double.POSITIVE_INFINITY))
                .withMessage("mde == Infinity, must be finite and above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Planner.plan(Trial.halves().pinned(), Map.of(), null, 0))
                .withMessage("mde == 0.0, must be finite and above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Planner.plan(Trial.halves().power(0.995).pinned(), Map.of(), null, 0.02))
                .withMessageStartingWith("analysis.power == 0.995, must be below 0.99");
    }

    @Test
    void baseline_numbersOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Baseline(1, 0, 0))
                .withMessage("variance == 0.0, must be finite and above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Baseline(Double.NaN, 1, 0))
                .withMessage("mean == NaN, must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Baseline(1, Double.POSITIVE_INFINITY, 0))
                .withMessage("variance == Infinity, must be finite and above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Baseline(1, 1, -0.1))
                .withMessage("explained == -0.1, must be in [0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.ofShare(0, 0))
                .withMessage("mean == 0.0, must be in (0, 1) for a share");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Baseline(1, 1, 1))
                .withMessage("explained == 1.0, must be in [0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Baseline.ofShare(1, 0))
                .withMessage("mean == 1.0, must be in (0, 1) for a share");
    }
}
