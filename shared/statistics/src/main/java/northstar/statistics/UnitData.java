package northstar.statistics;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Values of the units of two arms, for {@link PermutationTest} and {@link BootstrapT}.
 *
 * <p>A unit has one value (a mean or proportion) or two (numerator and denominator of a ratio). For a cluster-randomised
 * design the clusters are the units: {@link #ofClusters}. Immutable.
 */
public final class UnitData {
    private static final double ROUNDING = 1e-12;

    private final int columns;
    private final int terms;
    /** Terms of the units, row by row: values about their pooled mean, then their products. */
    private final double[] rows;
    /** First unit of each stratum, then the number of units; within a stratum the treatment comes first. */
    private final int[] starts;

    private final int[] treated;
    private final double level;

    private UnitData(int columns, double[] rows, int[] starts, int[] treated, double level) {
        this.columns = columns;
        this.terms = columns + columns * (columns + 1) / 2;
        this.rows = rows;
        this.starts = starts;
        this.treated = treated;
        this.level = level;
    }

    /**
     * Returns units that all are alike before exposure.
     *
     * @param control one row per unit: its value, or numerator and denominator
     * @param treatment the same
     * @return the data
     * @throws IllegalArgumentException if rows differ in length, have not 1 or 2 values, or a value is not finite
     */
    public static UnitData of(double[][] control, double[][] treatment) {
        return of(control, new int[control.length], treatment, new int[treatment.length]);
    }

    /**
     * Returns units in strata, within which they are shuffled and weighted by {@link PostStratification}'s rule.
     *
     * @param control one row per unit
     * @param controlStrata the stratum of each unit of {@code control}; any whole numbers
     * @param treatment one row per unit
     * @param treatmentStrata the stratum of each unit of {@code treatment}
     * @return the data
     * @throws IllegalArgumentException if rows differ in length, have not 1 or 2 values, or a value is not finite, or if
     *     strata and rows differ in number
     */
    public static UnitData of(double[][] control, int[] controlStrata, double[][] treatment, int[] treatmentStrata) {
        requireSame("controlStrata", control, controlStrata);
        requireSame("treatmentStrata", treatment, treatmentStrata);
        int columns = columns(control, treatment);
        int units = control.length + treatment.length;
        int[] keys = strata(controlStrata, treatmentStrata);
        double[][] ordered = new double[units][];
        int[] starts = new int[keys.length + 1];
        int[] treated = new int[keys.length];
        int next = 0;
        for (int k = 0; k < keys.length; k++) {
            starts[k] = next;
            next = take(treatment, treatmentStrata, keys[k], ordered, next);
            treated[k] = next - starts[k];
            next = take(control, controlStrata, keys[k], ordered, next);
        }
        starts[keys.length] = next;
        double[] origin = means(ordered, columns);
        return new UnitData(columns, terms(ordered, origin), starts, treated, columns == 2 ? origin[0] / origin[1] : 0);
    }

    /**
     * Returns clusters as units, each with the sum of its members' values and its size.
     *
     * @param control one array per cluster: the values of its members
     * @param treatment the same
     * @return the data
     */
    public static UnitData ofClusters(double[][] control, double[][] treatment) {
        return of(sums(control), sums(treatment));
    }

    private static double[][] sums(double[][] clusters) {
        return Arrays.stream(clusters)
                .map(members -> new double[] {Arrays.stream(members).sum(), members.length})
                .toArray(double[][]::new);
    }

    private static void requireSame(String what, double[][] rows, int[] strata) {
        if (strata.length != rows.length) {
            throw new IllegalArgumentException(
                    what + ".length == " + strata.length + ", must be the number of rows == " + rows.length);
        }
    }

    private static int columns(double[][] control, double[][] treatment) {
        double[][] some = control.length == 0 ? treatment : control;
        int columns = some.length == 0 ? 1 : some[0].length;
        if (columns != 1 && columns != 2) {
            throw new IllegalArgumentException("values per unit == " + columns + ", must be 1 or 2");
        }
        for (double[][] arm : new double[][][] {control, treatment}) {
            for (double[] row : arm) {
                if (row.length != columns) {
                    throw new IllegalArgumentException("values of a unit == " + row.length + ", must be " + columns);
                }
                for (double value : row) {
                    Arguments.requireFinite("value", value);
                }
            }
        }
        return columns;
    }

    private static int[] strata(int[] control, int[] treatment) {
        TreeSet<Integer> keys = new TreeSet<>();
        Arrays.stream(control).forEach(keys::add);
        Arrays.stream(treatment).forEach(keys::add);
        return keys.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int take(double[][] arm, int[] strata, int key, double[][] ordered, int from) {
        int next = from;
        for (int i = 0; i < arm.length; i++) {
            if (strata[i] == key) {
                ordered[next++] = arm[i];
            }
        }
        return next;
    }

    private static double[] means(double[][] rows, int columns) {
        double[] means = new double[columns];
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                means[i] += row[i] / rows.length;
            }
        }
        return means;
    }

    /** A ratio's numerator goes in as its distance from the pooled ratio, {@code N - r D}: no cancellation later. */
    private static double[] terms(double[][] units, double[] origin) {
        if (origin.length == 1) {
            double[] terms = new double[units.length * 2];
            for (int i = 0; i < units.length; i++) {
                double value = units[i][0] - origin[0];
                terms[2 * i] = value;
                terms[2 * i + 1] = value * value;
            }
            return terms;
        }
        double ratio = origin[0] / origin[1];
        double[] terms = new double[units.length * 5];
        for (int i = 0; i < units.length; i++) {
            double rest = units[i][0] - ratio * units[i][1];
            double size = units[i][1];
            double[] row = {rest, size, rest * rest, rest * size, size * size};
            System.arraycopy(row, 0, terms, 5 * i, 5);
        }
        return terms;
    }

    int units() {
        return starts[starts.length - 1];
    }

    int strata() {
        return treated.length;
    }

    int start(int stratum) {
        return starts[stratum];
    }

    int size(int stratum) {
        return starts[stratum + 1] - starts[stratum];
    }

    int treated(int stratum) {
        return treated[stratum];
    }

    /** Number of sums that {@link #add} fills. */
    int terms() {
        return terms;
    }

    /** Adds one unit's terms to sums. */
    void add(int unit, double[] sums) {
        int from = unit * terms;
        for (int i = 0; i < terms; i++) {
            sums[i] += rows[from + i];
        }
    }

    /** Whether all strata have two units in both arms and all terms are numbers. */
    boolean isTestable() {
        for (int k = 0; k < treated.length; k++) {
            if (treated[k] < 2 || size(k) - treated[k] < 2) {
                return false;
            }
        }
        return treated.length > 0;
    }

    /** Whether every term is a finite number. */
    boolean isFinite() {
        double sum = 0;
        for (double term : rows) {
            sum += Math.abs(term);
        }
        return Double.isFinite(sum) && Double.isFinite(level);
    }

    /** The effect with its standard error: of weighted strata, their arms given by sums of terms. */
    Effect effect(double[][] treatment, double[][] control) {
        Level t = level(treatment, true);
        Level c = level(control, false);
        return new Effect(t.value() - c.value(), Math.sqrt(t.variance() + c.variance()));
    }

    /** An effect and its standard error. */
    record Effect(double value, double standardError) {
        /** Infinite where an effect has no standard error, 0 where there is neither. */
        double statistic() {
            return value == 0 ? 0 : value / standardError;
        }
    }

    private record Level(double value, double variance) {}

    private Level level(double[][] sums, boolean ofTreatment) {
        double[] mean = new double[columns];
        double[] variance = new double[columns * (columns + 1) / 2];
        double[] size = new double[variance.length];
        for (int k = 0; k < treated.length; k++) {
            double n = ofTreatment ? treated[k] : size(k) - treated[k];
            double weight = (double) size(k) / units();
            double scale = weight * weight / (n * (n - 1));
            int pair = 0;
            for (int i = 0; i < columns; i++) {
                mean[i] += weight * sums[k][i] / n;
                for (int j = i; j < columns; j++) {
                    double product = sums[k][columns + pair];
                    double centre = sums[k][i] * sums[k][j] / n;
                    variance[pair] += scale * (product - centre);
                    size[pair] += scale * (Math.abs(product) + Math.abs(centre));
                    pair++;
                }
            }
        }
        if (columns == 1) {
            return new Level(mean[0], unlessRounding(variance[0], size[0]));
        }
        double rest = mean[0] / mean[1];
        double square = rest * rest;
        double spread = variance[0] - 2 * rest * variance[1] + square * variance[2];
        double all = size[0] + 2 * Math.abs(rest) * size[1] + square * size[2];
        return new Level(rest, unlessRounding(spread, all) / mean[1] / mean[1]);
    }

    /** What is left of equal values by the rounding of their sums is no variance. */
    private static double unlessRounding(double variance, double size) {
        return variance <= ROUNDING * size ? 0 : variance;
    }
}
