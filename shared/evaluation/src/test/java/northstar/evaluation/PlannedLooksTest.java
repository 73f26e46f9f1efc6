package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannedLooksTest {
    private static PlannedLooks looks(Trial trial, @Nullable Duration to, double days) {
        return PlannedLooks.of(trial.method(Method.GROUP_SEQUENTIAL).pinned().experiment(), to, days);
    }

    @Test
    void of_aggregates_looksAtTheEndOfEachDay() {
        assertThat(looks(Trial.halves(), null, 3).days()).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void of_eventsWithAWindow_looksWhenADayIsMature() {
        assertThat(looks(Trial.halves().events(), Duration.ofDays(7), 3).days()).containsExactly(1.0, 2.0, 3.0);
        assertThat(looks(Trial.halves().events(), Duration.ofHours(36), 3).days())
                .containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void of_eventsWithAnOpenWindow_looksOnce() {
        assertThat(PlannedLooks.of(
                                Trial.halves()
                                        .events()
                                        .method(Method.GROUP_SEQUENTIAL)
                                        .pinned()
                                        .experiment(),
                                null,
                                14)
                        .days())
                .containsExactly(14.0);
    }

    @Test
    void of_unitsOfATable_looksOnce() {
        DataSource table = new DataSource.Units("users.csv", null, "group", Map.of(), DataSource.Missing.NONE);

        assertThat(looks(Trial.halves().data(table), null, 14).days()).containsExactly(14.0);
    }

    @Test
    void of_weeklyLooksLaterThanAWindow_areCountedInMatureDays() {
        assertThat(looks(Trial.halves().events().looks(Duration.ofDays(7)), Duration.ofDays(3), 21)
                        .days())
                .containsExactly(4.0, 11.0, 18.0, 21.0);
    }

    @Test
    void of_fixedTest_looksOnce() {
        assertThat(PlannedLooks.of(Trial.halves().pinned().experiment(), null, 14)
                        .days())
                .containsExactly(14.0);
    }
}
