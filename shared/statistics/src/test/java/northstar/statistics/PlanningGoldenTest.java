package northstar.statistics;

import static northstar.statistics.Numbers.assertRelative;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PlanningGoldenTest {
    @ParameterizedTest
    @CsvFileSource(resources = "planning.csv", useHeadersInDisplayName = true)
    void planning_goldenInputs_sameAsOtherTools(String quantity, String inputs, double expected, double tolerance) {
        assertRelative(of(quantity, Numbers.list(inputs)), expected, tolerance);
    }

    private static double of(String quantity, double[] x) {
        return switch (quantity) {
            case "units" ->
                PlannedTest.fixed(Sides.ONE, x[2], x[3])
                        .units(PlannedEffect.absolute(x[0], x[1]), new Split(x[4], 1 - x[4]));
            case "shares" ->
                PlannedTest.fixed(Sides.ONE, x[2], x[3]).units(PlannedEffect.shares(x[0], x[1]), Split.EVEN) / 2;
            case "chance" ->
                PlannedTest.fixed(Sides.ONE, x[3], 0.8)
                        .chance(PlannedEffect.relative(x[0], x[1], x[2]), Split.EVEN, 2 * x[4]);
            case "predictive" -> new Interim(x[0], x[1], x[2], x[3]).predictivePower(new NormalPrior(x[4], x[5]));
            case "conditional" -> new Interim(x[0], x[1], x[2], x[3]).conditionalPower(x[4]);
            case "assurance" -> new NormalPrior(x[0], x[1]).assurance(x[2], x[3]);
            case "value" -> new NormalPrior(x[0], x[1]).valueOfEstimate(x[2]);
            case "sequential" -> sequential(x);
            default -> throw new IllegalArgumentException("quantity == " + quantity + ", must be computed here");
        };
    }

    /** One unit of information at drift 1; the bounds are 2.1 / sqrt(t). */
    private static double sequential(double[] x) {
        List<Double> times = Arrays.stream(x).skip(1).boxed().toList();
        StoppingRule rule = new StoppingRule(
                Sides.ONE, times, times.stream().map(t -> 2.1 / Math.sqrt(t)).toList());
        return PlannedTest.of(rule, 0.8).chance(PlannedEffect.absolute(x[0], 0.25), Split.EVEN, 1);
    }
}
