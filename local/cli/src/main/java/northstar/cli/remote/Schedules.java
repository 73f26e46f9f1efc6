package northstar.cli.remote;

import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/** The schedules that call for looks. */
public final class Schedules {
    private final SchedulerClient client;
    private final String group;

    Schedules(SchedulerClient client, String group) {
        this.client = client;
        this.group = group;
    }

    /** Returns their names. */
    public Set<String> names() {
        return client.listSchedulesPaginator(request -> request.groupName(group)).schedules().stream()
                .map(ScheduleSummary::name)
                .collect(Collectors.toSet());
    }
}
