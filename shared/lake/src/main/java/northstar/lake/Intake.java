package northstar.lake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a reader finds in an object, record by record. Each record is either accepted, once, or refused, once.
 */
public interface Intake {
    /**
     * Takes a record.
     *
     * @param contents what it says: exposures and activities, at least one
     * @param receivedAt when it was received, or null if it does not say: then the object's time counts
     */
    void accept(Contents contents, @Nullable Instant receivedAt);

    /**
     * Refuses a record; it is kept with its reason.
     *
     * @param position where it stands: {@code line 17}, or {@code events.json.gz line 17} within an archive
     * @param reason <em>path: what == value, must be rule</em>
     * @param text what stands there, at most {@value #MAX_KEPT} characters of it
     */
    void refuse(String position, String reason, String text);

    /** How much of a refused record is kept. */
    int MAX_KEPT = 10_000;

    /**
     * What one record says.
     *
     * @param exposures the variants that it says a unit met
     * @param activities the things that it says units did
     */
    record Contents(List<Exposure> exposures, List<Activity> activities) {
        public Contents {
            exposures = List.copyOf(exposures);
            activities = List.copyOf(activities);
        }
    }
}
