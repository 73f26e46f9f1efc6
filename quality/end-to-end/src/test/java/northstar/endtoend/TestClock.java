package northstar.endtoend;

import java.time.Instant;

/** The time that a deployment's schedules go by, which can be moved forward. */
interface TestClock {
    /** The time there. */
    Instant now();

    /**
     * Moves the time, and fires what is due on the way. Returns when nothing is under way any more: no event, no call, no
     * retry. A time that has passed moves nothing.
     */
    void moveTo(Instant time);

    /** Waits until nothing is under way. */
    void settle();
}
