package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanCalendarTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private static PlanCalendar of(Trial trial) {
        return new PlanCalendar(trial.pinned());
    }

    @Test
    void passed_events_isMatureCohortDaysOfAllCohortDays() {
        PlanCalendar calendar = of(Trial.halves().events());

        assertThat(calendar.passed(Trial.day(5), WEEK)).isZero();
        assertThat(calendar.passed(Trial.day(7), WEEK)).isZero();
        assertThat(calendar.passed(Trial.day(8).minusNanos(1), WEEK)).isZero();
        assertThat(calendar.passed(Trial.day(8), WEEK)).isCloseTo(1 / 14.0, within(1e-15));
        assertThat(calendar.passed(Trial.day(14), WEEK)).isEqualTo(0.5);
        assertThat(calendar.passed(Trial.day(21), WEEK)).isEqualTo(1);
        assertThat(calendar.passed(Trial.day(30), WEEK)).isEqualTo(1);
    }

    @Test
    void passed_eventsWithoutWindow_isOverAtTheEndAlone() {
        PlanCalendar calendar = of(Trial.halves().events());

        assertThat(calendar.passed(Trial.day(13), null)).isZero();
        assertThat(calendar.passed(Trial.day(14), null)).isEqualTo(1);
    }

    @Test
    void passed_eventsStopped_keepsWhatHadPassedByTheStop() {
        PlanCalendar calendar = of(Trial.halves().events().endMoved(14, 9).stopped(Trial.day(9)));

        assertThat(calendar.passed(Trial.day(9), WEEK)).isCloseTo(2 / 14.0, within(1e-15));
        assertThat(calendar.passed(Trial.day(16), WEEK)).isEqualTo(1);
        assertThat(calendar.firstEnd()).isEqualTo(Trial.day(14));
    }

    @Test
    void passed_endMovedToBeforeWhatHasPassed_isAll() {
        PlanCalendar calendar = of(Trial.halves().endMoved(28, 20).stopped(Trial.day(14)));

        assertThat(calendar.passed(Trial.day(21), null)).isEqualTo(1);
    }

    @Test
    void passed_reportedNumbers_isElapsedTime() {
        PlanCalendar calendar = of(Trial.halves());

        assertThat(calendar.passed(Trial.day(-1), null)).isZero();
        assertThat(calendar.passed(Trial.START.plus(Duration.ofHours(84)), WEEK))
                .isEqualTo(0.25);
        assertThat(calendar.passed(Trial.day(15), null)).isEqualTo(1);
    }
}
