package northstar.functions.register;

import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** Keeps schedules by name and refuses what EventBridge Scheduler refuses; it never fires. */
final class FakeScheduler implements SchedulerClient {
    final SortedMap<String, Schedule> schedules = new TreeMap<>();
    private final InstantSource clock;

    /** What happens elsewhere while the next schedule is on its way. */
    @Nullable
    Runnable meanwhile;

    FakeScheduler(InstantSource clock) {
        this.clock = clock;
    }

    /** A schedule as it was asked for. */
    record Schedule(
            String group,
            String expression,
            @Nullable Instant from,
            @Nullable Instant until,
            Target target) {}

    @Override
    public CreateScheduleResponse createSchedule(CreateScheduleRequest request) {
        if (schedules.containsKey(request.name())) {
            throw ConflictException.builder().message("exists").build();
        }
        put(
                request.name(),
                new Schedule(
                        request.groupName(),
                        request.scheduleExpression(),
                        request.startDate(),
                        request.endDate(),
                        request.target()));
        return CreateScheduleResponse.builder().build();
    }

    @Override
    public UpdateScheduleResponse updateSchedule(UpdateScheduleRequest request) {
        mustExist(request.name());
        put(
                request.name(),
                new Schedule(
                        request.groupName(),
                        request.scheduleExpression(),
                        request.startDate(),
                        request.endDate(),
                        request.target()));
        return UpdateScheduleResponse.builder().build();
    }

    @Override
    public DeleteScheduleResponse deleteSchedule(DeleteScheduleRequest request) {
        mustExist(request.name());
        schedules.remove(request.name());
        return DeleteScheduleResponse.builder().build();
    }

    private void mustExist(String name) {
        if (!schedules.containsKey(name)) {
            throw ResourceNotFoundException.builder().message("gone").build();
        }
    }

    private void put(String name, Schedule schedule) {
        Runnable other = meanwhile;
        meanwhile = null;
        if (other != null) {
            other.run();
        }
        Instant from = schedule.from();
        if (from != null && from.isBefore(clock.instant())) {
            throw ValidationException.builder().message("StartDate in the past").build();
        }
        schedules.put(name, schedule);
    }

    @Override
    public String serviceName() {
        return "scheduler";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
