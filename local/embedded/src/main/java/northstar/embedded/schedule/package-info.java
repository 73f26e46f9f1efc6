/**
 * EventBridge Scheduler for the embedded system, on a clock that moves only when it is told to: schedules of all three
 * kinds ({@code at}, {@code rate}, {@code cron}), when each is due, and the service on the wire. Entry point:
 * {@link northstar.embedded.schedule.Schedules}.
 */
@NullMarked
package northstar.embedded.schedule;

import org.jspecify.annotations.NullMarked;
