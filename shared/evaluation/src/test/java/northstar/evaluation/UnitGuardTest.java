package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Permutation;
import northstar.domain.moments.PowerSums;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

class UnitGuardTest {
    private static final DataSource TABLE =
            new DataSource.Units("users.csv", null, "arm", Map.of(), DataSource.Missing.NONE);

    /** Units by metric and variant, with the moments that are made of them. */
    private static final class Units implements UnitGuard.Rows {
        private final Map<String, double[][]> rows = new HashMap<>();
        private final Look look = new Look();
        private final List<String> asked = new ArrayList<>();

        Units of(String metric, String variant, double... values) {
            double[][] own = new double[values.length][];
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal squares = BigDecimal.ZERO;
            BigDecimal cubes = BigDecimal.ZERO;
            for (int i = 0; i < values.length; i++) {
                own[i] = new double[] {values[i]};
                BigDecimal value = BigDecimal.valueOf(values[i]);
                sum = sum.add(value);
                squares = squares.add(value.pow(2));
                cubes = cubes.add(value.pow(3));
            }
            rows.put(metric + "/" + variant, own);
            look.arm(
                    variant,
                    metric,
                    new MetricMoments(
                            new PowerSums(values.length, List.of(sum), List.of(squares), List.of(cubes)),
                            List.of(),
                            0));
            return this;
        }

        @Override
        public double[][] of(String metric, String variant) {
            asked.add(metric + "/" + variant);
            return rows.get(metric + "/" + variant);
        }

        Measurement measurement() {
            return look.measurement();
        }
    }

    private static double[] skewed(int n, double scale, long seed) {
        Random random = new Random(seed);
        return random.doubles(n)
                .map(u -> Math.round(scale * Math.pow(1 - u, -0.9) * 100) / 100.0)
                .toArray();
    }

    private static double[] even(int n, double mean) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = mean + (i % 5) - 2;
        }
        return values;
    }

    private static Measurement completed(Trial trial, Units units) {
        return UnitGuard.completed(trial.pinned(), units.measurement(), units);
    }

    private static Evaluation evaluated(Trial trial, Units units) {
        return Trial.evaluator()
                .replay(trial.pinned(), List.of(completed(trial, units)))
                .getLast()
                .evaluation();
    }

    private static Trial trial() {
        return Trial.unknownAllocation().data(TABLE);
    }

    /** G11.4: 8 of 126 assignments. */
    @Test
    void fewUnits_areAssignedAnewInAllWays() {
        Units units = new Units().of("nights", "ranked", 12, 15, 9, 20).of("nights", "control", 8, 7, 11, 6, 10);

        Effect effect = evaluated(trial(), units).effects().getFirst();

        assertThat(effect.method()).isEqualTo(TestMethod.PERMUTATION);
        assertThat(effect.pValue()).isCloseTo(8 / 126.0, within(1e-12));
        assertThat(effect.absolute().ciLower()).isLessThan(effect.absolute().value());
        assertThat(effect.absolute().ciUpper()).isGreaterThan(effect.absolute().value());
        assertThat(effect.relative().ciLower() > 0).isEqualTo(effect.absolute().ciLower() > 0);
    }

    @Test
    void unitsThatAreTooSkewed_areAnsweredInsteadOfRefused() {
        Units units =
                new Units().of("nights", "control", skewed(3_000, 1, 1)).of("nights", "ranked", skewed(300, 1, 2));

        Effect without = trial().evaluate(units.look).effects().getFirst();
        Effect effect = evaluated(trial(), units).effects().getFirst();

        assertThat(without.pValue()).isNull();
        assertThat(effect.method()).isEqualTo(TestMethod.PERMUTATION);
        assertThat(effect.pValue()).isBetween(0.0001, 1.0);
        assertThat(effect.undefined()).isNull();
    }

    @Test
    void unitsThatAreManyAndEven_areNotRead() {
        Units units = new Units().of("nights", "control", even(500, 5)).of("nights", "ranked", even(400, 6));

        assertThat(completed(trial(), units)).isEqualTo(units.measurement());
        assertThat(units.asked).isEmpty();
    }

    @Test
    void sameUnits_giveTheSameAnswerAndAnotherMetricAnother() {
        Units units = new Units()
                .of("nights", "control", skewed(60, 1, 1))
                .of("nights", "ranked", skewed(60, 1, 2))
                .of("orders", "control", skewed(60, 1, 1))
                .of("orders", "ranked", skewed(60, 1, 2));
        Trial trial = trial().exploratory("orders");

        Measurement first = completed(trial, units);

        assertThat(completed(trial, units)).isEqualTo(first);
        Permutation nights = first.permutation("nights", "ranked").orElseThrow();
        Permutation orders = first.permutation("orders", "ranked").orElseThrow();
        assertThat(orders.pValue()).isNotEqualTo(nights.pValue()).isCloseTo(nights.pValue(), within(0.03));
    }

    @Test
    void intervalsOfAllFamilies_findTheirEnds() {
        Units units = new Units();
        for (String metric : List.of("nights", "a", "b", "x", "y", "z")) {
            units.of(metric, "control", skewed(40, 1, metric.hashCode()))
                    .of(metric, "ranked", skewed(40, 1.1, metric.hashCode() + 1));
        }
        Trial trial = trial().indicator("a")
                .indicator("b")
                .exploratory("x")
                .exploratory("y")
                .exploratory("z");

        List<Effect> effects = evaluated(trial, units).effects();

        assertThat(effects).hasSize(6).allSatisfy(effect -> {
            assertThat(effect.method()).isEqualTo(TestMethod.PERMUTATION);
            assertThat(effect.absolute().ciLower()).isNotNull();
        });
        assertThat(effects)
                .filteredOn(effect -> effect.role() == Role.EXPLORATORY)
                .allSatisfy(effect -> assertThat(effect.confidenceLevel()).isGreaterThan(0.95));
    }

    @Test
    void guardrailOfFewUnits_isShownSafeByItsUnits() {
        double[] low = even(20, 10);
        Units units = new Units()
                .of("nights", "control", even(20, 10))
                .of("nights", "ranked", even(20, 12))
                .of("load", "control", low)
                .of("load", "ranked", low);

        Effect wide = guardrail(trial().guardrail("load", 0.5, Direction.DOWN), units);
        Effect tight = guardrail(trial().guardrail("load", 0.001, Direction.DOWN), units);

        assertThat(wide.nonInferiority().passed()).isTrue();
        assertThat(wide.nonInferiority().pValue()).isCloseTo(0.0001, within(1e-9));
        assertThat(tight.nonInferiority().passed()).isFalse();
        assertThat(tight.nonInferiority().pValue()).isBetween(0.3, 0.7);
    }

    private static Effect guardrail(Trial trial, Units units) {
        return evaluated(trial, units).effects().stream()
                .filter(effect -> effect.role() == Role.GUARDRAIL)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void harmToFewUnits_isShownByThem() {
        Units units = new Units().of("nights", "control", even(20, 10)).of("nights", "ranked", even(20, 6));

        assertThat(evaluated(trial(), units).variants().getFirst().verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(evaluated(trial().northStarDown(), units)
                        .variants()
                        .getFirst()
                        .verdict())
                .isNotEqualTo(Verdict.HARMFUL);
    }

    @Test
    void fewUnitsWithCovariates_keepThem() {
        Units units = new Units();
        for (String variant : List.of("control", "ranked")) {
            units.look.arm(variant, "nights", adjusted(variant.length()));
        }

        Measurement measurement = completed(trial(), units);

        assertThat(measurement.permutations()).isEmpty();
        assertThat(units.asked).isEmpty();
        assertThat(evaluated(trial(), units).effects().getFirst().adjustment()).isEqualTo(Adjustment.CUPED);
    }

    private static MetricMoments adjusted(int shift) {
        BigDecimal[] sums = new BigDecimal[5];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (int i = 0; i < 60; i++) {
            double x = i % 10;
            double y = x + i % 3 + 0.1 * shift;
            double[] terms = {y, x, y * y, y * x, x * x};
            for (int k = 0; k < terms.length; k++) {
                sums[k] = sums[k].add(BigDecimal.valueOf(terms[k]));
            }
        }
        PowerSums power = new PowerSums(60, List.of(sums[0], sums[1]), List.of(sums[2], sums[3], sums[4]), null);
        return new MetricMoments(power, List.of("history"), 0);
    }

    @Test
    void constantUnits_sayNothing() {
        Units units = new Units().of("nights", "control", 3, 3, 3).of("nights", "ranked", 3, 3, 3);

        assertThat(completed(trial(), units).permutations()).isEmpty();
    }

    @Test
    void moreUnitsThanMayBePermuted_areLeftAsTheyWere() {
        Units units = new Units()
                .of("nights", "control", skewed((int) UnitGuard.MOST_UNITS, 1, 1))
                .of("nights", "ranked", skewed(99, 1, 2));

        assertThat(completed(trial(), units).permutations()).isEmpty();
        assertThat(units.asked).isEmpty();
    }

    @Test
    void otherDoorsAndMethods_areNotAsked() {
        Units units = new Units().of("nights", "control", even(20, 10)).of("nights", "ranked", even(20, 6));

        assertThat(completed(trial().method(Method.ANYTIME), units).permutations())
                .isEmpty();
        assertThat(completed(Trial.unknownAllocation(), units).permutations()).isEmpty();
        assertThat(UnitGuard.completed(
                                trial().pinned(),
                                units.look.at(Trial.START.plusSeconds(3_600)).measurement(),
                                units)
                        .permutations())
                .isEmpty();
        assertThat(units.asked).isEmpty();
    }

    @Test
    void groupSequentialPlanOfATable_asksThemAsWell() {
        Units units = new Units().of("nights", "control", even(20, 10)).of("nights", "ranked", even(20, 10.5));
        Trial trial = trial().method(Method.GROUP_SEQUENTIAL);

        assertThat(evaluated(trial, units).effects().getFirst().method()).isEqualTo(TestMethod.PERMUTATION);
    }
}
