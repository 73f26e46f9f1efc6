package northstar.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells how far long work has come: on a terminal in one line that is overwritten, elsewhere in a line every few seconds.
 *
 * <p>Thread-safe.
 */
public final class Progress implements AutoCloseable {
    private static final long OVERWRITE_AFTER = Duration.ofMillis(100).toNanos();
    private static final long SAY_AFTER = Duration.ofSeconds(5).toNanos();
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean isInteractive;
    private final LongSupplier nanos;
    private long last;
    private boolean isShown;

    Progress(PrintStream err, boolean isInteractive, LongSupplier nanos) {
        this.err = err;
        this.isInteractive = isInteractive;
        this.nanos = nanos;
        last = nanos.getAsLong();
    }

    /** Says what is being done, unless it has just said something. */
    public synchronized void update(String doing) {
        long now = nanos.getAsLong();
        if (now - last < (isInteractive ? OVERWRITE_AFTER : SAY_AFTER)) {
            return;
        }
        last = now;
        String text = Terminal.encodable(doing, err.charset());
        if (isInteractive) {
            err.print(ERASE + text);
            isShown = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Takes the line away. */
    public synchronized void clear() {
        if (isShown) {
            err.print(ERASE);
            err.flush();
            isShown = false;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
