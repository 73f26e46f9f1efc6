package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.PowerSums;
import northstar.statistics.ArmMoments;
import northstar.statistics.Estimand;
import org.junit.jupiter.api.Test;

class ArmsTest {
    private static MetricMoments moments(long n, List<String> values, List<String> products) {
        return new MetricMoments(new PowerSums(n, decimals(values), decimals(products), null), List.of("before"), 0);
    }

    private static List<BigDecimal> decimals(List<String> texts) {
        return Stream.of(texts.toArray(String[]::new)).map(BigDecimal::new).toList();
    }

    /** 0.1 for ten units, whose rounded squares do not add up to exactly a tenth. */
    @Test
    void of_constantWhoseProductsWereRounded_hasNoVariance() {
        ArmMoments above = Arms.of(moments(10, List.of("1", "5"), List.of("0.10000000000000002", "0.5", "5")), 2);
        ArmMoments below = Arms.of(moments(10, List.of("1", "5"), List.of("0.09999999999999998", "0.5", "5")), 2);

        assertThat(above.covariance(0, 0)).hasValue(0);
        assertThat(below.covariance(0, 0)).hasValue(0);
    }

    @Test
    void of_covarianceBeyondWhatTheVariancesAllow_isCutThere() {
        ArmMoments constant = Arms.of(moments(2, List.of("3", "2"), List.of("5", "3.00000000000001", "2")), 2);
        ArmMoments proportional = Arms.of(moments(2, List.of("3", "6"), List.of("5", "10.0000000000001", "20")), 2);

        assertThat(constant.covariance(0, 1)).hasValue(0);
        assertThat(proportional.covariance(0, 1)).hasValue(Math.sqrt(0.5) * Math.sqrt(2));
    }

    @Test
    void estimand_metricOfEachType_isWhatItsMomentsBear() {
        Source source = new Source.Reported();

        assertThat(Arms.estimand(new Metric.ActiveDays("a", source, Window.OPEN, Direction.UP)))
                .isEqualTo(Estimand.MEAN);
        assertThat(Arms.estimand(new Metric.Last("a", source, Window.OPEN, Direction.UP)))
                .isEqualTo(Estimand.MEAN);
        assertThat(Arms.estimand(new Metric.Retention("a", source, Window.OPEN, Direction.UP)))
                .isEqualTo(Estimand.PROPORTION);
        assertThat(Arms.estimand(new Metric.Funnel("a", List.of("x", "y"), Window.OPEN, Direction.UP)))
                .isEqualTo(Estimand.PROPORTION);
        assertThat(Arms.estimand(new Metric.Ratio("a", source, source, Window.OPEN, Direction.UP)))
                .isEqualTo(Estimand.RATIO);
        assertThat(Arms.estimand(new Metric.Quantile("a", 0.5, source, Window.OPEN, Direction.UP)))
                .isNull();
    }
}
