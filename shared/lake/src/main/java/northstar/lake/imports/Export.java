package northstar.lake.imports;

import java.time.Instant;
import java.util.List;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.Intake;
import org.jspecify.annotations.Nullable;

/** What one vendor's records mean. */
@FunctionalInterface
interface Export {
    /**
     * Returns what a record says.
     *
     * @throws RefusedException if it cannot be taken
     */
    Found read(Fields record);

    /** What a record says, and when it was received. */
    record Found(Intake.Contents contents, @Nullable Instant receivedAt) {
        static Found of(Activity activity, @Nullable Instant receivedAt) {
            return new Found(new Intake.Contents(List.of(), List.of(activity)), receivedAt);
        }

        static Found of(List<Exposure> exposures, @Nullable Instant receivedAt) {
            return new Found(new Intake.Contents(exposures, List.of()), receivedAt);
        }
    }
}
