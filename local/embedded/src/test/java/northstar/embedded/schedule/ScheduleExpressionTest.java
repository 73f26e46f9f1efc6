package northstar.embedded.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> times(String expression, Instant from, ZoneId zone, int count) {
        ScheduleExpression parsed = ScheduleExpression.parse(expression);
        List<String> times = new ArrayList<>();
        Instant next = from;
        while (times.size() < count) {
            Optional<Instant> due = parsed.next(next, from, zone);
            if (due.isEmpty()) {
                break;
            }
            times.add(due.get().toString());
            next = due.get().plusNanos(1);
        }
        return times;
    }

    @Test
    void at_inAZone_isThatTimeOfItsClocksOnce() {
        assertThat(times("at(2026-07-01T09:30:00)", START, NEW_YORK, 3)).containsExactly("2026-07-01T13:30:00Z");
    }

    @Test
    void at_exactlyNow_isDue() {
        assertThat(times("at(2026-01-01T00:00:00)", START, ZoneOffset.UTC, 1)).containsExactly("2026-01-01T00:00:00Z");
    }

    @Test
    void at_timeThatTheClocksSkip_isNeverDue() {
        assertThat(times("at(2026-03-08T02:30:00)", START, NEW_YORK, 1)).isEmpty();
    }

    @Test
    void rate_fromItsAnchor_countsEqualIntervals() {
        assertThat(times("rate(36 hours)", START, NEW_YORK, 3))
                .containsExactly("2026-01-01T00:00:00Z", "2026-01-02T12:00:00Z", "2026-01-04T00:00:00Z");
    }

    @Test
    void rate_longAfterItsAnchor_keepsTheGrid() {
        ScheduleExpression daily = ScheduleExpression.parse("rate(1 day)");
        Instant anchor = Instant.parse("2026-01-01T06:00:00Z");

        assertThat(daily.next(Instant.parse("2026-05-05T06:00:00Z"), anchor, ZoneOffset.UTC))
                .contains(Instant.parse("2026-05-05T06:00:00Z"));
        assertThat(daily.next(Instant.parse("2026-05-05T06:00:01Z"), anchor, ZoneOffset.UTC))
                .contains(Instant.parse("2026-05-06T06:00:00Z"));
    }

    /** Three times each, from the first instant of 2026, by the calendar of that year. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 10 * * ? *         | 2026-01-01T10:00:00Z 2026-01-02T10:00:00Z 2026-01-03T10:00:00Z
                    15 12 * * ? *        | 2026-01-01T12:15:00Z 2026-01-02T12:15:00Z 2026-01-03T12:15:00Z
                    0 18 ? * MON-FRI *   | 2026-01-01T18:00:00Z 2026-01-02T18:00:00Z 2026-01-05T18:00:00Z
                    0 8 1 * ? *          | 2026-01-01T08:00:00Z 2026-02-01T08:00:00Z 2026-03-01T08:00:00Z
                    0/15 * * * ? *       | 2026-01-01T00:00:00Z 2026-01-01T00:15:00Z 2026-01-01T00:30:00Z
                    0/30 20-23,0-2 ? * MON * | 2026-01-05T00:00:00Z 2026-01-05T00:30:00Z 2026-01-05T01:00:00Z
                    0/5 8-17 ? * 2-6 *   | 2026-01-01T08:00:00Z 2026-01-01T08:05:00Z 2026-01-01T08:10:00Z
                    15 10 ? * 6L 2026    | 2026-01-30T10:15:00Z 2026-02-27T10:15:00Z 2026-03-27T10:15:00Z
                    0 9 L * ? *          | 2026-01-31T09:00:00Z 2026-02-28T09:00:00Z 2026-03-31T09:00:00Z
                    0 9 LW * ? *         | 2026-01-30T09:00:00Z 2026-02-27T09:00:00Z 2026-03-31T09:00:00Z
                    0 9 15W * ? *        | 2026-01-15T09:00:00Z 2026-02-16T09:00:00Z 2026-03-16T09:00:00Z
                    0 9 1W * ? *         | 2026-01-01T09:00:00Z 2026-02-02T09:00:00Z 2026-03-02T09:00:00Z
                    0 9 ? * 3#2 *        | 2026-01-13T09:00:00Z 2026-02-10T09:00:00Z 2026-03-10T09:00:00Z
                    0 9 ? * SUN#1 *      | 2026-01-04T09:00:00Z 2026-02-01T09:00:00Z 2026-03-01T09:00:00Z
                    0 0 ? * 1,7 *        | 2026-01-03T00:00:00Z 2026-01-04T00:00:00Z 2026-01-10T00:00:00Z
                    5,50 6 29 2 ? *      | 2028-02-29T06:05:00Z 2028-02-29T06:50:00Z 2032-02-29T06:05:00Z
                    0 12 1 JAN,JUL ? 2026-2027/1 | 2026-01-01T12:00:00Z 2026-07-01T12:00:00Z 2027-01-01T12:00:00Z
                    """)
    void cron_fieldsOfAws_areTheDaysOfTheCalendar(String fields, String expected) {
        assertThat(String.join(" ", times("cron(" + fields + ")", START, ZoneOffset.UTC, 3)))
                .isEqualTo(expected);
    }

    @Test
    void cron_yearThatIsOver_isNeverDue() {
        assertThat(times("cron(0 0 1 1 ? 2025)", START, ZoneOffset.UTC, 1)).isEmpty();
    }

    @Test
    void cron_timeThatTheClocksSkip_isLeftOutThatDay() {
        assertThat(times("cron(30 2 * * ? *)", Instant.parse("2026-03-07T00:00:00Z"), NEW_YORK, 2))
                .containsExactly("2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z");
    }

    @Test
    void cron_timeThatTheClocksShowTwice_countsOnce() {
        assertThat(times("cron(30 1 * * ? *)", Instant.parse("2026-11-01T00:00:00Z"), NEW_YORK, 2))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
    }

    @Test
    void cron_askedWithinTheRepeatedHour_goesOnAfterIt() {
        assertThat(times("cron(0/30 * * * ? *)", Instant.parse("2026-11-01T06:10:00Z"), NEW_YORK, 1))
                .containsExactly("2026-11-01T07:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "every day",
                "at(2026-07-01)",
                "at(2026-07-01T09:30:00Z)",
                "rate(0 days)",
                "rate(1 week)",
                "rate(day)",
                "cron(0 10 * * *)",
                "cron(0 10 * * * *)",
                "cron(0 10 ? * ? *)",
                "cron(60 10 * * ? *)",
                "cron(0 10 ? * 8 *)",
                "cron(0 20-2 * * ? *)",
                "cron(0 0 10 * * ? *)"
            })
    void parse_noExpressionOfAws_isRefused(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScheduleExpression.parse(expression))
                .withMessageStartingWith("schedule expression == \"" + expression + "\", must ");
    }
}
