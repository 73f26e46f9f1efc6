package northstar.storage;

import java.time.Instant;
import java.util.NavigableSet;

/**
 * The looks of one experiment as they were at one moment; what a writer hands back to say on what its work rests.
 *
 * <p>Immutable. Made by an {@link EvaluationStore} and good for that store alone.
 */
public interface Looks {
    /** Returns the key of the experiment. */
    String experiment();

    /** Returns what rises whenever a look changes; 0 before the first one. */
    long revision();

    /** Returns the times of the looks; unmodifiable. */
    NavigableSet<Instant> times();
}
