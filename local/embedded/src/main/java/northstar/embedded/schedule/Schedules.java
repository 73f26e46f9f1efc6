package northstar.embedded.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.wire.ServiceException;
import org.jspecify.annotations.Nullable;

/** The schedules of one schedule group and when each is due. Thread-safe. */
public final class Schedules {

    /** @param due when the schedule fires next; null if it never will */
    private record Entry(Schedule schedule, @Nullable Instant due) {}

    private final String group;
    private final InstantSource clock;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /** @param group name of the group */
    public Schedules(String group, InstantSource clock) {
        this.group = group;
        this.clock = clock;
    }

    /** When the next schedule is due; empty if none will be. */
    public synchronized Optional<Instant> nextDue() {
        return entries.values().stream()
                .flatMap(entry -> Optional.ofNullable(entry.due()).stream())
                .min(Comparator.naturalOrder());
    }

    /** The schedules that are due by now, each with the event of its next time, in the order of time and name. */
    public synchronized List<Firing> fire() {
        Instant now = clock.instant();
        List<Entry> fired = entries.values().stream()
                .filter(entry -> entry.due() != null && !entry.due().isAfter(now))
                .sorted(Comparator.comparing(Entry::due, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        List<Firing> firings = new ArrayList<>();
        for (Entry entry : fired) {
            Instant due = entry.due();
            if (due != null) {
                firings.add(firing(entry.schedule(), due));
                advance(entry.schedule(), due);
            }
        }
        return firings;
    }

    private void advance(Schedule schedule, Instant due) {
        Optional<Instant> next = schedule.expression() instanceof ScheduleExpression.At
                ? Optional.empty()
                : schedule.next(due.plusNanos(1));
        if (next.isEmpty() && schedule.removedAfterwards()) {
            entries.remove(schedule.name());
        } else {
            entries.put(schedule.name(), new Entry(schedule, next.orElse(null)));
        }
    }

    private static Firing firing(Schedule schedule, Instant due) {
        String time = due.truncatedTo(ChronoUnit.SECONDS).toString();
        String execution = UUID.nameUUIDFromBytes((schedule.arn() + " " + time).getBytes(StandardCharsets.UTF_8))
                .toString();
        String input = schedule.target("Input")
                .replace("<aws.scheduler.scheduled-time>", time)
                .replace("<aws.scheduler.schedule-arn>", schedule.arn())
                .replace("<aws.scheduler.execution-id>", execution)
                .replace("<aws.scheduler.attempt-number>", "1");
        TimedEvent event = new TimedEvent(
                schedule.target("EventBridgeParameters", "DetailType"),
                schedule.target("EventBridgeParameters", "Source"),
                input.isEmpty() ? "{}" : input,
                due);
        return new Firing(schedule.arn(), schedule.target("Arn"), schedule.target("DeadLetterConfig", "Arn"), event);
    }

    synchronized Schedule create(String name, ObjectNode request) {
        Entry existing = entries.get(name);
        if (existing != null) {
            String token = request.path("ClientToken").asText("");
            if (!token.isEmpty()
                    && token.equals(
                            existing.schedule().request().path("ClientToken").asText())) {
                return existing.schedule(); // the same call again
            }
            throw new ServiceException(409, "ConflictException", "Schedule " + name + " already exists.");
        }
        Instant now = clock.instant();
        return put(Schedule.of(checkedGroup(request), name, request, now, now));
    }

    synchronized Schedule update(String name, ObjectNode request) {
        checkedGroup(request);
        return put(Schedule.of(group, name, request, find(group, name).created(), clock.instant()));
    }

    private Schedule put(Schedule schedule) {
        entries.put(
                schedule.name(),
                new Entry(schedule, schedule.next(schedule.modified()).orElse(null)));
        return schedule;
    }

    synchronized Schedule find(String ofGroup, String name) {
        Entry entry = entries.get(name);
        if (entry == null || !ofGroup.equals(group)) {
            throw new ServiceException(404, "ResourceNotFoundException", "Schedule " + name + " does not exist.");
        }
        return entry.schedule();
    }

    synchronized void delete(String ofGroup, String name) {
        find(ofGroup, name);
        entries.remove(name);
    }

    /** All schedules in the order of their names. */
    synchronized List<Schedule> all() {
        return entries.values().stream().map(Entry::schedule).toList();
    }

    private String checkedGroup(ObjectNode request) {
        String name = request.path("GroupName").asText("default");
        if (!name.equals(group)) {
            throw new ServiceException(404, "ResourceNotFoundException", "Schedule group " + name + " does not exist.");
        }
        return name;
    }
}
