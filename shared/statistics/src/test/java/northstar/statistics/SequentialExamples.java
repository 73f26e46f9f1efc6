package northstar.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import northstar.statistics.StoppingRule.Price;

/** Computes the quantities of the group-sequential {@code worked-examples.csv} through the library. */
final class SequentialExamples {
    private static final SpendingFunction OBRIEN_FLEMING = new SpendingFunction.OBrienFleming();
    private static final SpendingFunction POCOCK = new SpendingFunction.Pocock();

    private SequentialExamples() {}

    private static StoppingRule rule(SpendingFunction spending, int looks) {
        return StoppingRule.spending(spending, Sides.TWO, 0.05, looks);
    }

    static Map<String, Double> boundaries() {
        Map<String, Double> values = new HashMap<>();
        for (int looks : List.of(2, 4, 5)) {
            put(values, "obf" + looks, rule(OBRIEN_FLEMING, looks));
        }
        for (int looks : List.of(4, 5)) {
            put(values, "pocock" + looks, rule(POCOCK, looks));
        }
        List<Double> unequal = List.of(0.3, 0.55, 1.0);
        put(values, "obfUnequal", StoppingRule.spending(OBRIEN_FLEMING, Sides.TWO, 0.05, unequal, unequal));
        put(values, "pocockUnequal", StoppingRule.spending(POCOCK, Sides.TWO, 0.05, unequal, unequal));
        put(values, "obf28", rule(OBRIEN_FLEMING, 28));
        put(values, "pocock28", rule(POCOCK, 28));
        put(values, "power5", rule(new SpendingFunction.Power(2), 5));
        return values;
    }

    private static void put(Map<String, Double> values, String name, StoppingRule rule) {
        for (int k = 0; k < rule.criticalValues().size(); k++) {
            values.put(name + "." + (k + 1), rule.criticalValues().get(k));
        }
    }

    static Map<String, Double> costs() {
        Map<String, Double> values = new HashMap<>();
        for (int looks : List.of(5, 14, 28)) {
            put(values, "obf" + looks, rule(OBRIEN_FLEMING, looks).price(0.05, 0.8));
            put(values, "pocock" + looks, rule(POCOCK, looks).price(0.05, 0.8));
            values.put(
                    "naive" + looks, constant(looks, 1.959963984540054).under(0).rejection());
        }
        for (int looks : List.of(14, 28)) {
            put(values, "sequenceEnd" + looks, sequence(looks, 1).price(0.05, 0.8));
            put(values, "sequenceHalf" + looks, sequence(looks, 0.5).price(0.05, 0.8));
            put(values, "sequenceQuarter" + looks, sequence(looks, 0.25).price(0.05, 0.8));
        }
        return values;
    }

    private static void put(Map<String, Double> values, String name, Price price) {
        values.put(name + ".largest", price.largest());
        values.put(name + ".expected", price.expected());
        values.put(name + ".errorRate", price.errorRate());
    }

    private static List<Double> equal(int looks) {
        return IntStream.rangeClosed(1, looks).mapToObj(k -> (double) k / looks).toList();
    }

    private static StoppingRule constant(int looks, double criticalValue) {
        return new StoppingRule(
                Sides.TWO,
                equal(looks),
                equal(looks).stream().map(_ -> criticalValue).toList());
    }

    /** A confidence sequence looked at {@code looks} times, tuned to a share of the whole sample. */
    private static StoppingRule sequence(int looks, double tunedAt) {
        ConfidenceSequence sequence = ConfidenceSequence.tightestAt(0.05, tunedAt);
        return new StoppingRule(
                Sides.TWO,
                equal(looks),
                equal(looks).stream().map(sequence::criticalValue).toList());
    }
}
