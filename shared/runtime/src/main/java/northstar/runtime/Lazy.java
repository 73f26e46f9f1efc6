package northstar.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that is made when it is first asked for. Thread-safe. */
final class Lazy<C extends AutoCloseable> {

    private final Supplier<C> make;
    private @Nullable C made;
    private boolean closed;

    Lazy(Supplier<C> make) {
        this.make = make;
    }

    synchronized C value() {
        if (closed) {
            throw new IllegalStateException("the clients are closed, ask for a client before closing them");
        }
        C existing = made;
        if (existing == null) {
            existing = make.get();
            made = existing;
        }
        return existing;
    }

    synchronized void close() {
        closed = true;
        C existing = made;
        made = null;
        if (existing != null) {
            try {
                existing.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a client did not close", e);
            }
        }
    }
}
