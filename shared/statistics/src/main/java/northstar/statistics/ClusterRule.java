package northstar.statistics;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a design that randomised whole clusters (teams, schools, accounts) needs before its tests can be trusted.
 *
 * <p>The units of the moments are then the clusters: a metric per member is the ratio of the clusters' sums and sizes.
 */
public final class ClusterRule {
    /** Clusters that each arm needs; with fewer only {@link PermutationTest} is left. */
    public static final long LEAST_IN_ARM = 10;

    /** Clusters of both arms below which intervals are approximate. */
    public static final long LEAST_IN_ALL = 40;

    private ClusterRule() {}

    /**
     * Applies the rule to a comparison of clusters.
     *
     * @param comparison treatment against control, its units being clusters
     * @return the comparison, flagged {@link Reason#FEW_CLUSTERS} below 40 clusters; undefined for that reason where an arm
     *     has fewer than 10
     */
    public static Comparison applied(Comparison comparison) {
        if (!(comparison instanceof Comparison.Estimated estimated)) {
            return comparison;
        }
        long control = estimated.control().n();
        long treatment = estimated.treatment().n();
        if (Math.min(control, treatment) < LEAST_IN_ARM) {
            return new Comparison.Undefined(
                    Reason.FEW_CLUSTERS, partial(estimated.control()), partial(estimated.treatment()));
        }
        return control + treatment < LEAST_IN_ALL ? flagged(estimated) : estimated;
    }

    private static PartialLevel partial(ArmLevel level) {
        return new PartialLevel(level.n(), OptionalDouble.of(level.mean()), OptionalDouble.of(level.standardError()));
    }

    private static Comparison.Estimated flagged(Comparison.Estimated comparison) {
        Set<Reason> flags = EnumSet.of(Reason.FEW_CLUSTERS);
        flags.addAll(comparison.flags());
        return new Comparison.Estimated(
                comparison.control(),
                comparison.treatment(),
                comparison.effect(),
                comparison.standardError(),
                comparison.levelCovariance(),
                comparison.degreesOfFreedom(),
                comparison.support(),
                comparison.adjustment(),
                comparison.covariateChecks(),
                flags);
    }
}
