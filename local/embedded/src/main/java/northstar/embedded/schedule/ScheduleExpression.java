package northstar.embedded.schedule;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule is due. Immutable.
 *
 * <p>Times of day follow the zone's clocks as EventBridge Scheduler lets them: a time that the clocks skip is left out, a
 * time that they show twice counts once, the first time.
 */
public sealed interface ScheduleExpression {

    /**
     * The first time at or after {@code from} that the schedule is due.
     *
     * @param anchor when a rate begins to count: the schedule's start or, without one, its creation
     * @return empty if there is none
     */
    Optional<Instant> next(Instant from, Instant anchor, ZoneId zone);

    /** Once, at a time of the zone. */
    record At(LocalDateTime time) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from, Instant anchor, ZoneId zone) {
            return instant(time, zone).filter(due -> !due.isBefore(from));
        }
    }

    /** Again and again, at equal intervals. */
    record Rate(Duration interval) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant from, Instant anchor, ZoneId zone) {
            if (!from.isAfter(anchor)) {
                return Optional.of(anchor);
            }
            long passed = Duration.between(anchor, from.minusNanos(1)).dividedBy(interval);
            return Optional.of(anchor.plus(interval.multipliedBy(passed + 1)));
        }
    }

    /**
     * At times of the zone's calendar: minutes, hours, day of month, month, day of week, year. Ranges have to rise; AWS would
     * take {@code 20-2} too.
     */
    record Cron(ExecutionTime times) implements ScheduleExpression {

        private static final CronDefinition FIELDS = CronDefinitionBuilder.defineCron()
                .withMinutes()
                .withStrictRange()
                .and()
                .withHours()
                .withStrictRange()
                .and()
                .withDayOfMonth()
                .supportsL()
                .supportsW()
                .supportsLW()
                .supportsQuestionMark()
                .withStrictRange()
                .and()
                .withMonth()
                .withStrictRange()
                .and()
                .withDayOfWeek()
                .withValidRange(1, 7)
                .withMondayDoWValue(2)
                .supportsHash()
                .supportsL()
                .supportsQuestionMark()
                .withStrictRange()
                .and()
                .withYear()
                .withValidRange(1970, 2199)
                .withStrictRange()
                .and()
                .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
                .instance();

        static Cron parse(String fields) {
            return new Cron(ExecutionTime.forCron(new CronParser(FIELDS).parse(fields)));
        }

        @Override
        public Optional<Instant> next(Instant from, Instant anchor, ZoneId zone) {
            ZonedDateTime local =
                    from.minusNanos(1).atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
            while (true) {
                Optional<ZonedDateTime> candidate = times.nextExecution(local);
                if (candidate.isEmpty()) {
                    return Optional.empty();
                }
                local = candidate.get();
                Optional<Instant> due = instant(local.toLocalDateTime(), zone).filter(time -> !time.isBefore(from));
                if (due.isPresent()) {
                    return due;
                }
            }
        }
    }

    /**
     * Reads {@code at(yyyy-mm-ddThh:mm:ss)}, {@code rate(value unit)} or {@code cron(six fields)}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static ScheduleExpression parse(String expression) {
        Matcher matcher = Pattern.compile("(at|rate|cron)\\((.+)\\)").matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "schedule expression == \"" + expression + "\", must be at(...), rate(...) or cron(...)");
        }
        String content = matcher.group(2);
        try {
            return switch (matcher.group(1)) {
                case "at" -> new At(LocalDateTime.parse(content));
                case "rate" -> new Rate(interval(content));
                default -> Cron.parse(content);
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "schedule expression == \"" + expression + "\", must have the form that AWS documents", e);
        }
    }

    private static Duration interval(String content) {
        Matcher matcher = Pattern.compile("([1-9][0-9]*) (minute|hour|day)s?").matcher(content);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("rate == \"" + content + "\", must be a number and a unit");
        }
        long value = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(value);
            case "hour" -> Duration.ofHours(value);
            default -> Duration.ofDays(value);
        };
    }

    private static Optional<Instant> instant(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.getFirst()));
    }
}
