package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.PowerSums;
import northstar.evaluation.Trial.Look;
import northstar.statistics.ArmMoments;
import northstar.statistics.Estimand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArmsTest {
    private static final Source SOURCE =
            new Source.Activities("order", null, Source.Aggregate.COUNT, Map.of(), Source.Occurrence.EVERY);

    static List<Arguments> estimands() {
        return List.of(
                Arguments.of(new Metric.Mean("m", SOURCE, Window.OPEN, Direction.UP, null), Estimand.MEAN),
                Arguments.of(new Metric.ActiveDays("m", SOURCE, Window.OPEN, Direction.UP), Estimand.MEAN),
                Arguments.of(new Metric.Last("m", SOURCE, Window.OPEN, Direction.UP), Estimand.MEAN),
                Arguments.of(new Metric.Proportion("m", SOURCE, Window.OPEN, Direction.UP), Estimand.PROPORTION),
                Arguments.of(new Metric.Retention("m", SOURCE, Window.OPEN, Direction.UP), Estimand.PROPORTION),
                Arguments.of(new Metric.Funnel("m", List.of("a", "b"), Window.OPEN, Direction.UP), Estimand.PROPORTION),
                Arguments.of(new Metric.Ratio("m", SOURCE, SOURCE, Window.OPEN, Direction.UP), Estimand.RATIO),
                Arguments.of(new Metric.Quantile("m", 0.5, SOURCE, Window.OPEN, Direction.UP), null));
    }

    @ParameterizedTest
    @MethodSource("estimands")
    void estimand_followsFromTheTypeOfTheMetric(Metric metric, @Nullable Estimand expected) {
        assertThat(Arms.estimand(metric)).isEqualTo(expected);
    }

    private static MetricMoments one(long n, @Nullable BigDecimal variance) {
        return new MetricMoments(PowerSums.ofReported(n, BigDecimal.ONE, variance, null), List.of(), 0);
    }

    @Test
    void of_nothingKnown_isAnArmWithoutUnits() {
        assertThat(Arms.of(null, 2).n()).isZero();
        assertThat(Arms.of(one(0, BigDecimal.ONE), 1).n()).isZero();
    }

    @Test
    void of_oneUnitOrNoSecondMoment_knowsNoVariance() {
        assertThat(Arms.of(one(1, BigDecimal.ONE), 1).covariance(0, 0)).isEmpty();
        assertThat(Arms.of(one(9, null), 1).covariance(0, 0)).isEmpty();
    }

    @Test
    void of_reportedMoments_areGivenBack() {
        ArmMoments arm = Arms.of(one(9, new BigDecimal("2.5")), 1);

        assertThat(arm.mean(0)).isEqualTo(1);
        assertThat(arm.covariance(0, 0)).hasValue(2.5);
    }

    @Test
    void covariates_areThoseOfWhateverVariantHasTheMetric() {
        MetricMoments adjusted = new MetricMoments(
                new PowerSums(0, List.of(BigDecimal.ZERO, BigDecimal.ZERO), null, null), List.of("freq"), 0);
        Look look = new Look().arm("control", "other", 5, 1, 1.0).arm("ranked", "nights", adjusted);

        assertThat(Arms.covariates(look.measurement(), "nights")).containsExactly("freq");
        assertThat(Arms.covariates(look.measurement(), "absent")).isEmpty();
        assertThat(Arms.moments(look.measurement(), "nobody", "nights")).isNull();
    }
}
