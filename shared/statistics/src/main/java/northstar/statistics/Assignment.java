package northstar.statistics;

import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/** An assignment of units to the arms, with as many treated units in each stratum as were observed; mutable. */
final class Assignment {
    private final UnitData data;
    private final double[][] total;
    private final double[][] chosen;
    private final double[][] rest;
    /** Units by position; the first of each stratum are the chosen ones. */
    private final int[] order;

    Assignment(UnitData data) {
        this.data = data;
        int strata = data.strata();
        total = new double[strata][data.terms()];
        chosen = new double[strata][data.terms()];
        rest = new double[strata][data.terms()];
        order = new int[data.units()];
        for (int k = 0; k < strata; k++) {
            for (int i = data.start(k); i < data.start(k) + data.size(k); i++) {
                data.add(i, total[k]);
                order[i] = i;
            }
        }
    }

    static Assignment observed(UnitData data) {
        Assignment assignment = new Assignment(data);
        assignment.sum();
        return assignment;
    }

    /** Returns how many assignments there are, or a number above the most that are ever tried. */
    static double count(UnitData data) {
        double count = 1;
        for (int k = 0; k < data.strata(); k++) {
            int n = data.size(k);
            int m = smaller(data, k);
            for (int i = 1; i <= m && count <= PermutationTest.MOST_EXACT; i++) {
                count = count * (n - m + i) / i;
            }
        }
        return count;
    }

    private static int smaller(UnitData data, int stratum) {
        return Math.min(data.treated(stratum), data.size(stratum) - data.treated(stratum));
    }

    private boolean choosesTreatment(int stratum) {
        return 2 * data.treated(stratum) <= data.size(stratum);
    }

    /** Draws another assignment: the units of the smaller arm of each stratum. */
    void shuffle(SplittableRandom random) {
        for (int k = 0; k < data.strata(); k++) {
            int start = data.start(k);
            int size = data.size(k);
            for (int i = 0; i < smaller(data, k); i++) {
                int other = start + i + random.nextInt(size - i);
                int unit = order[other];
                order[other] = order[start + i];
                order[start + i] = unit;
            }
        }
        for (int k = 0; k < data.strata(); k++) {
            clear(k);
            for (int i = 0; i < smaller(data, k); i++) {
                data.add(order[data.start(k) + i], chosen[k]);
            }
        }
    }

    private void clear(int stratum) {
        java.util.Arrays.fill(chosen[stratum], 0);
    }

    /** Sums the observed smaller arm: the treatment stands first in each stratum. */
    private void sum() {
        for (int k = 0; k < data.strata(); k++) {
            clear(k);
            int from = data.start(k) + (choosesTreatment(k) ? 0 : data.treated(k));
            for (int i = 0; i < smaller(data, k); i++) {
                data.add(from + i, chosen[k]);
            }
        }
    }

    double statistic() {
        return effect().statistic();
    }

    UnitData.Effect effect() {
        double[][] treatment = new double[data.strata()][];
        double[][] control = new double[data.strata()][];
        for (int k = 0; k < data.strata(); k++) {
            for (int i = 0; i < data.terms(); i++) {
                rest[k][i] = total[k][i] - chosen[k][i];
            }
            treatment[k] = choosesTreatment(k) ? chosen[k] : rest[k];
            control[k] = choosesTreatment(k) ? rest[k] : chosen[k];
        }
        return data.effect(treatment, control);
    }

    /** Visits the statistic of every assignment once. */
    void all(DoubleConsumer visitor) {
        visit(0, 0, 0, visitor);
    }

    private void visit(int stratum, int from, int taken, DoubleConsumer visitor) {
        if (stratum == data.strata()) {
            visitor.accept(statistic());
            return;
        }
        int wanted = smaller(data, stratum);
        if (taken == wanted) {
            visit(stratum + 1, 0, 0, visitor);
            return;
        }
        double[] before = chosen[stratum].clone();
        for (int i = from; i <= data.size(stratum) - (wanted - taken); i++) {
            data.add(data.start(stratum) + i, chosen[stratum]);
            visit(stratum, i + 1, taken + 1, visitor);
            System.arraycopy(before, 0, chosen[stratum], 0, before.length);
        }
    }
}
