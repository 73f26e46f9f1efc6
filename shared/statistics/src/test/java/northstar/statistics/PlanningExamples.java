package northstar.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Computes the quantities of the planning in {@code worked-examples.csv} through the library. */
final class PlanningExamples {
    private static final double Z975 = 1.959963984540054;
    private static final PlannedTest TEST = PlannedTest.fixed(Sides.TWO, 0.05, 0.8);

    private PlanningExamples() {}

    /** Units of each of two equal arms. */
    private static double each(PlannedTest test, PlannedEffect effect) {
        return Math.ceil(test.units(effect, Split.EVEN) / 2);
    }

    static Map<String, Double> guardrails() {
        Map<String, Double> values = new HashMap<>();
        PlannedEffect effect = PlannedEffect.absolute(1, 1);
        for (int guardrails : List.of(1, 3, 5)) {
            PlannedTest test = PlannedTest.fixed(Sides.TWO, 0.05, PlannedTest.powerOfEach(0.8, 0, guardrails + 1));
            values.put("guardrails" + guardrails, test.units(effect, Split.EVEN) / TEST.units(effect, Split.EVEN));
        }
        return values;
    }

    static Map<String, Double> values() {
        NormalPrior belief = new NormalPrior(0.3, 0.5);
        return Map.of(
                "certainty", belief.valueOfCertainty(),
                "estimate0.5", belief.valueOfEstimate(Math.sqrt(0.5)),
                "estimate0.25", belief.valueOfEstimate(Math.sqrt(0.25)),
                "estimate0.1", belief.valueOfEstimate(Math.sqrt(0.1)));
    }

    static Map<String, Double> sizes() {
        double smallest = TEST.smallest(size -> PlannedEffect.absolute(size, 4), 10, Split.EVEN, 20_000)
                .orElseThrow();
        PlannedEffect effect = PlannedEffect.absolute(0.05, 4);
        PlannedTest safety = PlannedTest.fixed(Sides.ONE, 0.025, 0.9);
        return Map.of(
                "smallest", smallest,
                "smallestOfMean", smallest / 2,
                "absolute", each(TEST, effect),
                "adjusted", each(TEST, effect.explained(0.6 * 0.6)),
                "relative", each(TEST, PlannedEffect.relative(2, 4, 0.02)),
                "relativeOneVariance", each(TEST, PlannedEffect.absolute(0.04, 4)),
                "shares", each(TEST, PlannedEffect.shares(0.10, 0.11)),
                "nonInferiority", each(safety, PlannedEffect.nonInferiority(2, 4, 0.02, Direction.UP)),
                "uneven", TEST.units(effect, new Split(0.9, 0.1)) / TEST.units(effect, Split.EVEN));
    }

    static Map<String, Double> underWay() {
        Interim interim = new Interim(0.03 / 0.02, 1 / 0.0004, 1 / 0.0002, Z975);
        return Map.of(
                "conditionalAtSeen", interim.conditionalPower(interim.effect()),
                "conditionalAt0.04", interim.conditionalPower(0.04),
                "predictive", interim.predictivePower(),
                "assurance", new NormalPrior(0, 0.02).assurance(Z975, 0.01),
                "designEffect", PlannedEffect.designEffect(4, 0.8, 0.1));
    }

    static Map<String, Double> sequences() {
        PlannedEffect effect = PlannedEffect.absolute(0.05, 4);
        double fixed = TEST.units(effect, Split.EVEN);
        double single = sequence(1).units(effect, Split.EVEN);
        return Map.of(
                "fixed", Math.ceil(fixed),
                "sequence", Math.ceil(single),
                "sequenceRatio", single / fixed,
                "sequence28Ratio", sequence(28).priceAgainst(TEST).largest());
    }

    /** A confidence sequence that is tightest at the last of its looks. */
    private static PlannedTest sequence(int looks) {
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(0.05, 1);
        List<Double> information = IntStream.rangeClosed(1, looks)
                .mapToObj(k -> (double) k / looks)
                .toList();
        return PlannedTest.of(
                new StoppingRule(
                        Sides.TWO,
                        information,
                        information.stream().map(sequence::criticalValue).toList()),
                0.8);
    }
}
