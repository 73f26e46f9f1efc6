package northstar.portfolio;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Measured;

/**
 * The treatments of one experiment, or of experiments that replicate each other, with the covariance of their errors.
 *
 * <p>The same variant key in several experiments is one treatment, its effects combined by inverse variance. Two arms of one
 * experiment share their control: on the relative scale their errors have the covariance {@code R_j R_k v_C / m_C^2} (METHODS
 * 8.3). What arms share cannot exceed what they have: the shared variance is held below {@value #MOST_SHARED} of the variance
 * of each arm, so that the covariance is positive definite also where standard errors come from different methods.
 */
final class PooledArms {
    private static final double MOST_SHARED = 0.99;

    private final List<String> variants;
    private final List<Map<String, Measured>> measured;
    private final Map<String, Double> controlVariances = new LinkedHashMap<>();

    private PooledArms(Map<String, Map<String, Measured>> byVariant) {
        this.variants = List.copyOf(byVariant.keySet());
        this.measured = List.copyOf(byVariant.values());
        for (Map<String, Measured> arms : measured) {
            arms.forEach((experiment, arm) -> controlVariances.merge(experiment, controlVariance(arm), Math::min));
        }
    }

    /** Pools some results, all of which hold an effect. */
    static PooledArms of(List<VariantResult> results) {
        Map<String, Map<String, Measured>> byVariant = new TreeMap<>();
        for (VariantResult result : results) {
            byVariant
                    .computeIfAbsent(result.variant(), key -> new LinkedHashMap<>())
                    .put(result.experiment(), Objects.requireNonNull(result.measured(), "measured is null"));
        }
        return new PooledArms(byVariant);
    }

    /** Returns the keys of the treatments, in the order of the effects. */
    List<String> variants() {
        return variants;
    }

    double[] effects() {
        double[] effects = new double[variants.size()];
        for (int j = 0; j < effects.length; j++) {
            effects[j] = effect(measured.get(j).values());
        }
        return effects;
    }

    /** Returns the combined effect; a single one as it is, without the rounding of a division. */
    private static double effect(Collection<Measured> arms) {
        if (arms.size() == 1) {
            return arms.iterator().next().effect();
        }
        double sum = 0;
        for (Measured arm : arms) {
            sum += arm.effect() / variance(arm);
        }
        return sum * variance(arms);
    }

    private static double variance(Collection<Measured> arms) {
        if (arms.size() == 1) {
            return variance(arms.iterator().next());
        }
        double precision = 0;
        for (Measured arm : arms) {
            precision += 1 / variance(arm);
        }
        return 1 / precision;
    }

    double[][] covariance() {
        int count = variants.size();
        double[][] covariance = new double[count][count];
        for (int j = 0; j < count; j++) {
            covariance[j][j] = variance(measured.get(j).values());
            for (int k = 0; k < j; k++) {
                covariance[j][k] = covariance(j, k);
                covariance[k][j] = covariance[j][k];
            }
        }
        return covariance;
    }

    private double covariance(int j, int k) {
        double sum = 0;
        for (Map.Entry<String, Measured> entry : measured.get(j).entrySet()) {
            Measured arm = entry.getValue();
            Measured other = measured.get(k).get(entry.getKey());
            if (other != null) {
                double shared = arm.ratio() * other.ratio() * controlVariances.getOrDefault(entry.getKey(), 0.0);
                sum += shared / variance(arm) / variance(other);
            }
        }
        return sum
                * variance(measured.get(j).values())
                * variance(measured.get(k).values());
    }

    private static double variance(Measured arm) {
        return arm.standardError() * arm.standardError();
    }

    /** Returns v_C / m_C^2, as far as the arm can bear it. */
    private static double controlVariance(Measured arm) {
        double declared = Math.min(arm.controlError() * arm.controlError(), 1e12);
        double bearable = MOST_SHARED * variance(arm) / (arm.ratio() * arm.ratio());
        return Math.min(declared, bearable);
    }
}
