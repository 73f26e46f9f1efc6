package northstar.storage;

import static northstar.storage.Samples.DEFINITION;
import static northstar.storage.Samples.cohort;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import org.junit.jupiter.api.Test;

/** What every store of cohorts promises. */
public abstract class CohortStoreContract extends StoreContract {
    private static final String SEARCH = "search";

    private CohortStore store() {
        return stores().cohorts();
    }

    @Test
    void all_nothingStored_isEmpty() {
        store().put(SEARCH, DEFINITION, cohort(1, "a", 10, "control"));

        assertThat(store().all(SEARCH, "other")).isEmpty();
        assertThat(store().all("sea", DEFINITION)).isEmpty();
    }

    @Test
    void all_severalDays_areInTheOrderOfDays() {
        List.of(10, 3, 9).forEach(day -> store().put(SEARCH, DEFINITION, cohort(day, "a", day, "control", "ranked")));

        assertThat(store().all(SEARCH, DEFINITION))
                .containsExactly(
                        cohort(3, "a", 3, "control", "ranked"),
                        cohort(9, "a", 9, "control", "ranked"),
                        cohort(10, "a", 10, "control", "ranked"));
    }

    @Test
    void put_sameDayAgain_replacesTheWhole() {
        store().put(SEARCH, DEFINITION, cohort(1, "a", 10, "control", "ranked"));
        store().put(SEARCH, DEFINITION, cohort(1, "b", 11, "control"));

        assertThat(store().all(SEARCH, DEFINITION)).containsExactly(cohort(1, "b", 11, "control"));
    }

    @Test
    void put_nothingInIt_isReadAsWritten() {
        CohortMoments empty = new CohortMoments(LocalDate.parse("2026-10-01"), "a", List.of(), new TreeMap<>());
        store().put(SEARCH, DEFINITION, empty);

        assertThat(store().all(SEARCH, DEFINITION)).containsExactly(empty);
    }

    /** Looks and cohorts of one definition lie side by side. */
    @Test
    void put_besideAMeasurement_isKeptApart() {
        stores().measurements().put(Samples.measurement(SEARCH, 1, "control"), 1);
        store().put(SEARCH, DEFINITION, cohort(1, "a", 10, "control"));
        store().fix(SEARCH, DEFINITION, levels("nights", 9.0));

        assertThat(store().all(SEARCH, DEFINITION)).containsExactly(cohort(1, "a", 10, "control"));
        assertThat(stores().measurements().from(SEARCH, DEFINITION, Samples.day(0)))
                .containsExactly(Samples.measurement(SEARCH, 1, "control"));
    }

    /** Segments make hundreds of metrics thousands, far more than one item of a database may hold. */
    @Test
    void put_thousandsOfMetrics_isReadAsWritten() {
        CohortMoments large = Samples.largeCohort(1, 6_000, "control", "ranked");
        store().put(SEARCH, DEFINITION, large);
        store().put(SEARCH, DEFINITION, cohort(2, "a", 10, "control"));

        assertThat(store().all(SEARCH, DEFINITION)).containsExactly(large, cohort(2, "a", 10, "control"));
    }

    @Test
    void put_yearOfFiveDigits_isRefused() {
        CohortMoments far = new CohortMoments(LocalDate.of(10_000, 1, 1), "a", List.of(), new TreeMap<>());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().put(SEARCH, DEFINITION, far))
                .withMessage("day == +10000-01-01, must be in the years 0 to 9999");
    }

    @Test
    void fixed_nothingFixed_isNone() {
        store().fix(SEARCH, DEFINITION, levels("nights", 1.0));

        assertThat(store().fixed(SEARCH, "other")).isEqualTo(FixedLevels.NONE);
    }

    @Test
    void fix_newMetrics_areFixedToTheLastBit() {
        FixedLevels levels = levels("latency", 0.1, 1.0 / 3, Double.MIN_VALUE, -1e300);

        assertThat(store().fix(SEARCH, DEFINITION, levels)).isEqualTo(levels);
        assertThat(store().fixed(SEARCH, DEFINITION)).isEqualTo(levels);
    }

    @Test
    void fix_fixedMetric_keepsItsLevels() {
        store().fix(SEARCH, DEFINITION, levels("nights", 9.0));

        FixedLevels inForce = store().fix(
                        SEARCH,
                        DEFINITION,
                        new FixedLevels(new TreeMap<>(Map.of("nights", List.of(8.0), "spend", List.of(7.0)))));

        assertThat(inForce)
                .isEqualTo(new FixedLevels(new TreeMap<>(Map.of("nights", List.of(9.0), "spend", List.of(7.0)))));
        assertThat(store().fixed(SEARCH, DEFINITION)).isEqualTo(inForce);
    }

    @Test
    void fix_nothing_fixesNothing() {
        assertThat(store().fix(SEARCH, DEFINITION, FixedLevels.NONE)).isEqualTo(FixedLevels.NONE);
        assertThat(store().fix(SEARCH, DEFINITION, levels("nights", 9.0))).isEqualTo(levels("nights", 9.0));
    }

    @Test
    void fix_racingWriters_agreeOnOne() throws Exception {
        FixedLevels[] seen = new FixedLevels[4];

        Racers.run(4, number -> seen[number] = store().fix(SEARCH, DEFINITION, levels("nights", (double) number)));

        assertThat(seen).containsOnly(store().fixed(SEARCH, DEFINITION));
    }

    private static FixedLevels levels(String metric, Double... levels) {
        return new FixedLevels(new TreeMap<>(Map.of(metric, List.of(levels))));
    }
}
