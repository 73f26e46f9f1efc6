package northstar.embedded.schedule;

import java.util.List;
import northstar.embedded.account.Account;
import northstar.embedded.bus.TimedEvent;

/**
 * A schedule that came due, and the event that it puts on a bus.
 *
 * @param scheduleArn the schedule
 * @param busArn the bus that it targets
 * @param deadLetters ARN of the queue for an event that cannot be delivered; empty for none
 * @param event the event, placeholders filled in
 */
public record Firing(String scheduleArn, String busArn, String deadLetters, TimedEvent event) {

    /** Name of the bus that it targets. */
    public String bus() {
        return Account.nameOf(busArn);
    }

    /** What the event is about. */
    public List<String> resources() {
        return List.of(scheduleArn);
    }
}
