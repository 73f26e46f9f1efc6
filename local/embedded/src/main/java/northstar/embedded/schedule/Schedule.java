package northstar.embedded.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import northstar.embedded.account.Account;
import northstar.embedded.wire.ServiceException;
import org.jspecify.annotations.Nullable;

/**
 * One schedule as it was asked for. Immutable.
 *
 * @param group name of its group
 * @param name its name within the group
 * @param request the content of the call that made or changed it
 * @param expression when it is due
 * @param zone the zone of its times of day
 * @param start not due before; null for no bound
 * @param end not due at or after; null for no bound
 * @param created when it was made
 * @param modified when it was made or last changed
 */
record Schedule(
        String group,
        String name,
        ObjectNode request,
        ScheduleExpression expression,
        ZoneId zone,
        @Nullable Instant start,
        @Nullable Instant end,
        Instant created,
        Instant modified) {

    private static final String BUS = ":event-bus/";

    /** How far back a recurring schedule may begin. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    /**
     * Reads the content of CreateSchedule or UpdateSchedule.
     *
     * @throws ServiceException where the Scheduler would refuse it, and for targets that are no event bus
     */
    static Schedule of(String group, String name, ObjectNode request, Instant created, Instant now) {
        checkTarget(request);
        ScheduleExpression expression =
                expression(request.path("ScheduleExpression").asText());
        ZoneId zone = zone(request.path("ScheduleExpressionTimezone").asText("UTC"));
        Instant start = instant(request.path("StartDate"));
        Instant end = instant(request.path("EndDate"));
        switch (expression) {
            case ScheduleExpression.At at -> {
                if (at.next(now, now, zone).isEmpty()) {
                    throw ServiceException.validation("The time of at() that you specify cannot be in the past.");
                }
                start = null;
                end = null;
            }
            case ScheduleExpression.Rate _, ScheduleExpression.Cron _ -> checkBounds(start, end, now);
        }
        return new Schedule(group, name, request, expression, zone, start, end, created, now);
    }

    /** When it is due next, at or after a time. */
    Optional<Instant> next(Instant from) {
        if (!request.path("State").asText("ENABLED").equals("ENABLED")) {
            return Optional.empty();
        }
        Instant bound = start != null && start.isAfter(from) ? start : from;
        Instant anchor = start == null ? modified : start;
        return expression.next(bound, anchor, zone).filter(due -> end == null || due.isBefore(end));
    }

    /** Whether it is to be removed once it will never be due again. */
    boolean removedAfterwards() {
        return request.path("ActionAfterCompletion").asText("NONE").equals("DELETE");
    }

    String arn() {
        return Account.arn("scheduler", "schedule/" + group + "/" + name);
    }

    /** A part of the target, such as {@code EventBridgeParameters/Source}; empty if it is absent. */
    String target(String... path) {
        JsonNode node = request.path("Target");
        for (String member : path) {
            node = node.path(member);
        }
        return node.asText("");
    }

    private static void checkTarget(ObjectNode request) {
        JsonNode target = request.path("Target");
        if (!target.path("Arn").asText().contains(BUS)) {
            throw ServiceException.validation("Target.Arn == \""
                    + target.path("Arn").asText() + "\", must be the ARN of an event bus in the embedded system");
        }
        if (!target.path("RoleArn").asText().startsWith("arn:")) {
            throw ServiceException.validation("Provided role arn is not valid.");
        }
        for (String parameter : new String[] {"DetailType", "Source"}) {
            if (target.path("EventBridgeParameters").path(parameter).asText("").isEmpty()) {
                throw ServiceException.validation("EventBridgeParameters." + parameter + " is required.");
            }
        }
        if (!request.path("FlexibleTimeWindow").path("Mode").asText().equals("OFF")) {
            throw ServiceException.validation("FlexibleTimeWindow.Mode, must be OFF in the embedded system");
        }
    }

    private static void checkBounds(@Nullable Instant start, @Nullable Instant end, Instant now) {
        if (start != null && start.isBefore(now.minus(GRACE))) {
            throw ServiceException.validation("The StartDate you specify cannot be earlier than 5 minutes ago.");
        }
        if (end != null && end.isBefore(now)) {
            throw ServiceException.validation("The EndDate you specify cannot be in the past.");
        }
        if (start != null && end != null && !start.isBefore(end)) {
            throw ServiceException.validation("The StartDate you specify must come before the EndDate.");
        }
    }

    private static ScheduleExpression expression(String text) {
        try {
            return ScheduleExpression.parse(text);
        } catch (IllegalArgumentException e) {
            throw ServiceException.validation("Invalid Schedule Expression " + text + ".");
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ServiceException.validation("Invalid Schedule Expression Timezone " + name + ".");
        }
    }

    private static @Nullable Instant instant(JsonNode seconds) {
        return seconds.isNumber() ? Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000)) : null;
    }
}
