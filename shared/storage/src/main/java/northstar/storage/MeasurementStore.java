package northstar.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.moments.Measurement;

/**
 * The moments of each look, per experiment and pinned definition.
 *
 * <p>Each look's measurement is one cohort {@code all}: it is replaced as a whole, never merged. Reading sees a whole
 * measurement, never some variants of one and some of another.
 */
public interface MeasurementStore {
    /**
     * Stores a measurement unless one that was made from newer data is there.
     *
     * @param dataRevision what rises with the data that it was made from, at least 0: the revision of a report, the time
     *     of a file, or the time at which a day of the lake was last sealed, in milliseconds; of measurements from the same data the last one counts
     * @return STORED, UNCHANGED, RESTATED or SUPERSEDED
     */
    Outcome put(Measurement measurement, long dataRevision);

    /** Returns the measurement of a look, if there is one. */
    Optional<Measurement> read(String experiment, String definition, Instant at);

    /** Returns the measurements of all looks from a time on, that time included, in time order. */
    List<Measurement> from(String experiment, String definition, Instant from);

    /** Returns the times of all measured looks in time order. */
    List<Instant> times(String experiment, String definition);
}
