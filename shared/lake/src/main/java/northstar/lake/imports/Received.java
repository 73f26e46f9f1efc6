package northstar.lake.imports;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** When the vendor got hold of a record. */
final class Received {
    private Received() {}

    /** Returns the first time that is there, or null; clocks stand at UTC. */
    static @Nullable Instant of(Fields record, String... names) {
        return of(record, ZoneOffset.UTC, names);
    }

    static @Nullable Instant of(Fields record, ZoneId zone, String... names) {
        for (String name : names) {
            String text = record.text(name);
            if (text != null) {
                return Times.parse(name, text, zone);
            }
        }
        return null;
    }
}
