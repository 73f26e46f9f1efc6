package northstar.embedded.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved, and moves forward alone. Thread-safe. */
public final class VirtualClock implements InstantSource {

    private final AtomicReference<Instant> now;

    public VirtualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves the clock to a time. A time that has passed already leaves it where it is. */
    public void moveTo(Instant time) {
        now.accumulateAndGet(time, (before, after) -> after.isAfter(before) ? after : before);
    }
}
