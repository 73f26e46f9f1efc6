package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments out of their range are refused with the one sentence: what == value, must be rule. */
class RefusalsTest {
    private static final Claim HARM = new Claim.Deterioration(Direction.UP);

    private static Arguments refusal(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    static Stream<Arguments> ofFamilies() {
        return Stream.of(
                refusal("alpha == 0.0, must be in (0, 1)", () -> FamilyErrors.ofEachInterval(0, 3)),
                refusal("q == 1.0, must be in (0, 1)", () -> FamilyErrors.ofSelectedIntervals(1, 1, 3)),
                refusal("size == 0, must be >= 1", () -> FamilyErrors.ofSelectedIntervals(0.1, 0, 0)),
                refusal("selected == -1, must be in [0, 3]", () -> FamilyErrors.ofSelectedIntervals(0.1, -1, 3)),
                refusal("budget == 1.0, must be in (0, 1)", () -> FamilyErrors.ofEachDeterioration(1, 0, 1)),
                refusal("treatments == 0, must be >= 1", () -> FamilyErrors.ofEachDeterioration(0.01, 0, 0)),
                refusal("q == 1.0, must be in (0, 1)", () -> EValues.rejections(1, 20)),
                refusal("eValues[1] == NaN, must be >= 0", () -> EValues.adjusted(1, Double.NaN)),
                refusal(
                        "alpha == 1.0, must be in (0, 1)",
                        () -> SegmentedSampleRatio.of(List.of(0.5, 0.5)).withAlpha(1)));
    }

    static Stream<Arguments> ofBeliefs() {
        NormalPrior prior = new NormalPrior(0, 1);
        return Stream.of(
                refusal("mean == NaN, must be finite", () -> new NormalPrior(Double.NaN, 1)),
                refusal("standardDeviation == 0.0, must be finite and > 0", () -> new NormalPrior(0, 0)),
                refusal("estimate == Infinity, must be finite", () -> prior.after(Double.POSITIVE_INFINITY, 1)),
                refusal("standardError == 0.0, must be finite and > 0", () -> prior.after(1, 0)),
                refusal("criticalValue == NaN, must be finite", () -> prior.assurance(Double.NaN, 1)),
                refusal("standardError == 0.0, must be finite and > 0", () -> prior.assurance(2, 0)),
                refusal("standardError == 0.0, must be finite and > 0", () -> prior.valueOfEstimate(0)),
                refusal("mean == NaN, must be finite", () -> new Prior.Component(1, Double.NaN, 1)),
                refusal("standardDeviation == -1.0, must be finite and >= 0", () -> new Prior.Component(1, 0, -1)),
                refusal("weight == 1.5, must be in [0, 1]", () -> new Prior.Component(1.5, 0, 1)),
                refusal(
                        "effect == NaN, must be finite",
                        () -> BayesianReading.of(Double.NaN, 1, Direction.UP, Prior.SCEPTICAL)),
                refusal(
                        "standardError == 0.0, must be finite and > 0",
                        () -> BayesianReading.of(0, 0, Direction.UP, Prior.SCEPTICAL)));
    }

    static Stream<Arguments> ofTests() {
        return Stream.of(
                refusal("alpha == 0.0, must be in (0, 1)", () -> new Interaction(0)),
                refusal("alpha == 1.0, must be in (0, 1)", () -> new NoveltyTest(1, 7, 0.5)),
                refusal("leastDays == 1, must be >= 2", () -> new NoveltyTest(0.05, 1, 0.5)),
                refusal("leastShare == 1.01, must be in [0, 1]", () -> new NoveltyTest(0.05, 7, 1.01)),
                refusal("leastShare == -0.01, must be in [0, 1]", () -> new NoveltyTest(0.05, 7, -0.01)),
                refusal(
                        "alpha == 0.0, must be in (0, 1)",
                        () -> new OneSidedConfidenceSequence(HARM, 0, 1, BurnIn.STANDARD)),
                refusal(
                        "r2 == 0.0, must be finite and > 0",
                        () -> new OneSidedConfidenceSequence(HARM, 0.05, 0, BurnIn.STANDARD)),
                refusal(
                        "units == 0.0, must be finite and > 0",
                        () -> OneSidedConfidenceSequence.tightestAt(HARM, 0.05, 0)),
                refusal(
                        "alpha == 0.5, must be in (0, 0.5)",
                        () -> OneSidedConfidenceSequence.tightestAt(HARM, 0.5, 10)),
                refusal("units == 0.0, must be finite and > 0", () -> ConfidenceSequence.tightestAt(0.05, 0)),
                refusal(
                        "alpha == 1.0, must be in (0, 1)",
                        () -> new GroupSequentialTest(1, new SpendingFunction.OBrienFleming(), BurnIn.NONE)),
                refusal("units == -1, must be >= 0", () -> new BurnIn(-1, 0, 1)),
                refusal("count == -1.0, must be finite and >= 0", () -> new BurnIn(0, -1, 1)),
                refusal("skewness == 0.0, must be finite and > 0", () -> new BurnIn(0, 0, 0)),
                refusal("alpha == 0.0, must be in (0, 1)", () -> new OneSidedFixedTest(HARM, 0)),
                refusal("alpha == 1.0, must be in (0, 1)", () -> new FixedTest(1)),
                refusal("alpha == 1.0, must be in (0, 1)", () -> new GuardedTest(1)));
    }

    static Stream<Arguments> ofSplits() {
        return Stream.of(
                refusal("effect == NaN, must be finite", () -> new CalibrationCheck.Split(Double.NaN, 1, 0.5)),
                refusal("standardError == 0.0, must be finite and > 0", () -> new CalibrationCheck.Split(1, 0, 0.5)),
                refusal("pValue == 1.5, must be in [0, 1]", () -> new CalibrationCheck.Split(1, 1, 1.5)),
                refusal("evenPValue == -0.5, must be in [0, 1]", () -> new CalibrationCheck.Split(1, 1, 0.5, -0.5)));
    }

    static Stream<Arguments> ofUnits() {
        return Stream.of(
                refusal("upperPValue == 2.0, must be in [0, 1]", () -> new UnitEvidence(1, 2, 0, 0.05, 1, 1)),
                refusal("lowerPValue == -1.0, must be in [0, 1]", () -> new UnitEvidence(1, 0, -1, 0.05, 1, 1)),
                refusal("alpha == 0.0, must be in (0, 1)", () -> new UnitEvidence(1, 0, 0, 0, 1, 1)),
                refusal("above == -1.0, must be finite and >= 0", () -> new UnitEvidence(1, 0, 0, 0.05, 1, -1)),
                refusal("alpha == 1.0, must be in (0, 1)", () -> UnitEvidence.of(units(), 1, 7)),
                refusal(
                        "p == 0.0, must be in (0, 1)",
                        () -> BootstrapT.of(units(), 9, 7).orElseThrow().quantile(0)),
                refusal("samples == 0, must be >= 1", () -> BootstrapT.of(units(), 0, 7)));
    }

    private static UnitData units() {
        return UnitData.of(new double[][] {{1}, {2}, {4}}, new double[][] {{2}, {3}, {7}});
    }

    static Stream<Arguments> ofQuantiles() {
        List<Long> sums = List.of(1L, 2L);
        List<Double> thresholds = List.of(1.0, 2.0);
        return Stream.of(
                refusal("value == NaN, must be finite", () -> new UnitValues(List.of(new double[] {1, Double.NaN}))),
                refusal("splits == 1, must be >= 2", () -> new NullSplits(1, 7)),
                refusal("value == NaN, must be finite", () -> estimate(Double.NaN, 0, 0, 0)),
                refusal("ciLower == NaN, must be finite", () -> estimate(0, Double.NaN, 0, 0)),
                refusal("ciUpper == Infinity, must be finite", () -> estimate(0, 0, Double.POSITIVE_INFINITY, 0)),
                refusal("standardError == -1.0, must be finite and >= 0", () -> estimate(0, 0, 0, -1)),
                refusal("shareBelow == -1.0, must be finite and >= 0", () -> shares(-1, 0, 0, 0)),
                refusal("shareVariance == -1.0, must be finite and >= 0", () -> shares(0, -1, 0, 0)),
                refusal("designEffect == -1.0, must be finite and >= 0", () -> shares(0, 0, -1, 0)),
                refusal("support == -1.0, must be finite and >= 0", () -> shares(0, 0, 0, -1)),
                refusal("units == -1, must be >= 0", () -> new QuantileTable(-1, thresholds, 1, 1, sums, sums, sums)),
                refusal("events == -1, must be >= 0", () -> new QuantileTable(1, thresholds, -1, 1, sums, sums, sums)),
                refusal(
                        "eventsSquared == -1, must be >= 0",
                        () -> new QuantileTable(1, thresholds, 1, -1, sums, sums, sums)),
                refusal(
                        "thresholds[1] == Infinity, must be finite",
                        () -> new QuantileTable(1, List.of(1.0, Double.POSITIVE_INFINITY), 1, 1, sums, sums, sums)),
                refusal(
                        "thresholds[1] == 1.0, must be > thresholds[0] == 1.0",
                        () -> new QuantileTable(1, List.of(1.0, 1.0), 1, 1, sums, sums, sums)),
                refusal(
                        "sum == -1, must be >= 0",
                        () -> new QuantileTable(1, thresholds, 1, 1, sums, sums, List.of(1L, -1L))));
    }

    private static QuantileEstimate estimate(double value, double ciLower, double ciUpper, double standardError) {
        return new QuantileEstimate.Estimated(9, value, ciLower, ciUpper, standardError, 0, 0, 0, 0, Set.of());
    }

    private static QuantileEstimate shares(double below, double variance, double designEffect, double support) {
        return new QuantileEstimate.Estimated(9, 0, 0, 0, 0, below, variance, designEffect, support, Set.of());
    }

    static Stream<Arguments> ofPlans() {
        PlannedEffect effect = PlannedEffect.absolute(1, 4);
        PlannedTest test = PlannedTest.fixed(Sides.TWO, 0.05, 0.8);
        return Stream.of(
                refusal("distance == 0.0, must be finite and > 0", () -> new PlannedEffect(0, 1, 1)),
                refusal("controlVariance == 0.0, must be finite and > 0", () -> new PlannedEffect(1, 0, 1)),
                refusal("treatmentVariance == 0.0, must be finite and > 0", () -> new PlannedEffect(1, 1, 0)),
                refusal("control == 0.0, must be in (0, 1)", () -> PlannedEffect.shares(0, 0.5)),
                refusal("treatment == 1.0, must be in (0, 1)", () -> PlannedEffect.shares(0.5, 1)),
                refusal("explained == -0.1, must be in [0, 1)", () -> effect.explained(-0.1)),
                refusal("size == 0.9, must be finite and >= 1", () -> PlannedEffect.designEffect(0.9, 0, 0)),
                refusal("variation == -1.0, must be finite and >= 0", () -> PlannedEffect.designEffect(2, -1, 0)),
                refusal("correlation == 1.1, must be in [0, 1]", () -> PlannedEffect.designEffect(2, 0, 1.1)),
                refusal("units == 0.0, must be finite and > 0", () -> effect.standardError(Split.EVEN, 0)),
                refusal("control == 0.0, must be in (0, 1)", () -> new Split(0, 0.5)),
                refusal("treatment == 1.0, must be in (0, 1)", () -> new Split(0.5, 1)),
                refusal("alpha == 0.0, must be in (0, 1)", () -> PlannedTest.fixed(Sides.TWO, 0, 0.8)),
                refusal("power == 1.0, must be in (0, 1)", () -> PlannedTest.of(test.rule(), 1)),
                refusal("power == 1.0, must be in (0, 1)", () -> PlannedTest.powerOfEach(1, 0, 1)),
                refusal(
                        "most == 0.0, must be finite and > 0",
                        () -> test.smallest(x -> PlannedEffect.absolute(x, 1), 0, Split.EVEN, 9)),
                refusal(
                        "units == 0.0, must be finite and > 0",
                        () -> test.smallest(x -> PlannedEffect.absolute(x, 1), 1, Split.EVEN, 0)));
    }

    static Stream<Arguments> ofLooks() {
        StoppingRule rule = new StoppingRule(Sides.TWO, List.of(1.0), List.of(2.0));
        SpendingFunction spending = new SpendingFunction.OBrienFleming();
        Interim interim = new Interim(1, 100, 400, 2);
        return Stream.of(
                refusal("power == 1.0, must be in (0, 1)", () -> rule.driftFor(1)),
                refusal("alpha == 0.0, must be in (0, 1)", () -> rule.price(0, 0.8)),
                refusal("drift == NaN, must be finite", () -> rule.under(Double.NaN)),
                refusal("alpha == 1.0, must be in (0, 1)", () -> StoppingRule.spending(spending, Sides.TWO, 1, 3)),
                refusal("exponent == 0.0, must be finite and > 0", () -> new SpendingFunction.Power(0)),
                refusal("time == 1.5, must be in [0, 1]", () -> new SpendingFunction.Power(2).spent(1.5, 0.05)),
                refusal(
                        "alpha == 0.0, must be in (0, 1)",
                        () -> new OneSidedGroupSequentialTest(HARM, 0, spending, BurnIn.NONE)),
                refusal("statistic == NaN, must be finite", () -> new Interim(Double.NaN, 1, 2, 2)),
                refusal("information == 0.0, must be finite and > 0", () -> new Interim(1, 0, 2, 2)),
                refusal("criticalValue == NaN, must be finite", () -> new Interim(1, 1, 2, Double.NaN)),
                refusal("effect == NaN, must be finite", () -> interim.conditionalPower(Double.NaN)),
                refusal("first == 0.0, must be finite and > 0", () -> new Accrual(0, 1)),
                refusal("exponent == 0.0, must be in (0, 1]", () -> new Accrual(1, 0)),
                refusal("days == 0.0, must be finite and > 0", () -> new Accrual.Count(0, 1)),
                refusal("units == 0.0, must be finite and > 0", () -> new Accrual.Count(1, 0)),
                refusal(
                        "days == -1.0, must be finite and >= 0",
                        () -> Accrual.constant(1).units(-1)),
                refusal(
                        "units == -1.0, must be finite and >= 0",
                        () -> Accrual.constant(1).days(-1)),
                refusal(
                        "factor == 0.0, must be finite and > 0",
                        () -> Accrual.constant(1).times(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofFamilies", "ofBeliefs", "ofTests", "ofSplits", "ofUnits", "ofQuantiles", "ofPlans", "ofLooks"})
    void argument_outOfItsRange_isRefused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
