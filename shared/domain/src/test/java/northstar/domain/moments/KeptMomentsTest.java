package northstar.domain.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is kept between looks. */
class KeptMomentsTest {
    @Test
    void cohort_metricsInAnyOrder_areSorted() {
        TreeMap<String, Moments> variants = new TreeMap<>(Map.of("control", Moments.of(1, Map.of())));

        CohortMoments cohort = new CohortMoments(LocalDate.EPOCH, "hash", List.of("b", "a"), variants);
        variants.clear();

        assertThat(cohort.metrics()).containsExactly("a", "b");
        assertThat(cohort.variants()).containsOnlyKeys("control");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CohortMoments(LocalDate.EPOCH, "hash", List.of("a", "a"), variants))
                .withMessage("metrics[1] == \"a\", must be named only once");
    }

    @Test
    void fixedLevels_areACopy() {
        List<Double> thresholds = new ArrayList<>(List.of(1.0, 2.0));
        TreeMap<String, List<Double>> levels = new TreeMap<>(Map.of("p95-load", thresholds));

        FixedLevels fixed = new FixedLevels(levels);
        thresholds.clear();
        levels.clear();

        assertThat(fixed.levels()).isEqualTo(Map.of("p95-load", List.of(1.0, 2.0)));
        assertThat(FixedLevels.NONE.levels()).isEmpty();
    }

    @Test
    void immature_withoutUnits_hasNoMean() {
        assertThat(new Immature("control", "nights", 0, null).mean()).isNull();
        assertThat(new Immature("control", "nights", 2, 0.5).mean()).isEqualTo(0.5);
    }
}
