package northstar.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A client that is made when it is first asked for. Thread-safe. A class to extend rather than a supplier to pass:
 * linking a lambda loads the client's class, which may not be there.
 */
abstract class Lazy<C extends AutoCloseable> {

    private @Nullable C made;
    private boolean closed;

    abstract C make();

    final synchronized C value() {
        if (closed) {
            throw new IllegalStateException("the clients are closed, ask for a client before closing them");
        }
        C existing = made;
        if (existing == null) {
            existing = make();
            made = existing;
        }
        return existing;
    }

    final synchronized void close() {
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
