package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterRuleTest {
    private static Comparison compare(long control, long treatment) {
        return EffectEstimator.withDefaults()
                .compare(
                        Estimand.RATIO,
                        ArmMoments.of(control, new double[] {5, 2}, new double[][] {{4, 1}, {1, 2}}),
                        ArmMoments.of(treatment, new double[] {6, 2}, new double[][] {{4, 1}, {1, 2}}));
    }

    @Test
    void applied_fortyClusters_changesNothing() {
        assertThat(ClusterRule.applied(compare(20, 20))).isEqualTo(compare(20, 20));
    }

    @Test
    void applied_below40Clusters_isFlagged() {
        Comparison.Estimated before = (Comparison.Estimated) compare(29, 10);

        Comparison.Estimated after = (Comparison.Estimated) ClusterRule.applied(before);

        assertThat(after.flags()).containsExactly(Reason.FEW_CLUSTERS);
        assertThat(after.effect()).isEqualTo(before.effect());
        assertThat(after.standardError()).isEqualTo(before.standardError());
    }

    @Test
    void applied_below10ClustersInAnArm_isRefusedWithItsLevels() {
        Comparison.Estimated before = (Comparison.Estimated) compare(300, 9);

        Comparison.Undefined after = (Comparison.Undefined) ClusterRule.applied(before);

        assertThat(after.reason()).isEqualTo(Reason.FEW_CLUSTERS);
        assertThat(after.effect()).hasValue(before.effect());
        assertThat(after.treatment().n()).isEqualTo(9);
        assertThat(after.treatment().standardError())
                .hasValue(before.treatment().standardError());
    }

    @Test
    void applied_undefined_keepsItsReason() {
        Comparison before = compare(20, 0);

        assertThat(ClusterRule.applied(before)).isEqualTo(before);
    }
}
