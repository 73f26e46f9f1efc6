package northstar.lake;

import java.util.function.Supplier;

/** Lets one process at a time seal days. */
public interface SealLease {
    /** For a lake that only one process works on. */
    SealLease NONE = new SealLease() {
        @Override
        public <T> T holding(String name, Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Does work while no other holder of the same name does.
     *
     * @param name what is held: {@code exposures} or {@code activities}
     * @param work what is done; it may begin again after a holder that crashed
     */
    <T> T holding(String name, Supplier<T> work);
}
