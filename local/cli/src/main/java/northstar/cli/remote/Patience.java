package northstar.cli.remote;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens elsewhere. */
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Patience() {}

    /** Returns whether something came true within a time. */
    public static boolean until(Duration atMost, BooleanSupplier isDone) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isDone.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
