package northstar.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import northstar.domain.Arguments;
import northstar.events.Message.EventsLanded;
import org.jspecify.annotations.Nullable;

/**
 * What landed of one version of an object: what its manifest says.
 *
 * @param object key of the object
 * @param version which version of it: its time and a hash
 * @param bytes its size
 * @param read records that were found in it: {@code taken + refused + duplicates}
 * @param taken records that said something that no other record of the object says
 * @param refused records that were not understood; {@code rejected/} holds them with their reasons
 * @param duplicates records that only said again what another record of the object says
 * @param parts what was written
 * @param stale parts of what landed of the same version before, to be deleted; none once it is complete
 * @param watermark the latest time of anything that it says, or null if it says nothing
 * @param complete whether all of this is in the lake, and nothing of older versions
 */
public record Landed(
        String object,
        String version,
        long bytes,
        long read,
        long taken,
        long refused,
        long duplicates,
        List<Part> parts,
        List<String> stale,
        @Nullable Instant watermark,
        boolean complete) {
    /**
     * Checks that no record is lost.
     *
     * @throws IllegalArgumentException if a count is negative, or not every record is taken, refused or a duplicate
     */
    public Landed {
        Arguments.notNegative("taken", taken);
        Arguments.notNegative("refused", refused);
        Arguments.notNegative("duplicates", duplicates);
        if (read != taken + refused + duplicates) {
            throw Arguments.refusal("read", read, "taken + refused + duplicates");
        }
        parts = List.copyOf(parts);
        stale = List.copyOf(stale);
    }

    /**
     * What an object says of one day.
     *
     * @param kind about what
     * @param day the day (UTC)
     * @param key where it lies
     * @param rows how much
     */
    public record Part(Kind kind, LocalDate day, String key, long rows) {}

    /** Returns the name that the manifest, the parts and the rejected records share. */
    String name() {
        return Names.of(object, version);
    }

    /** Returns the key of the manifest that says this. */
    public String manifest() {
        return Names.manifest(name());
    }

    /** Returns the key of its refused records, if there are any. */
    public Optional<String> rejected() {
        return refused == 0 ? Optional.empty() : Optional.of(Names.rejected(name()));
    }

    /** Returns what tells others that it is in the lake. */
    public EventsLanded announcement(Instant at) {
        return new EventsLanded(
                object, manifest(), at, read, taken, refused, duplicates, days(Kind.EXPOSURES), days(Kind.ACTIVITIES));
    }

    private List<LocalDate> days(Kind kind) {
        return EventsLanded.days(parts.stream()
                .filter(part -> part.kind() == kind)
                .map(Part::day)
                .distinct()
                .toList());
    }

    Landed completed() {
        return new Landed(object, version, bytes, read, taken, refused, duplicates, parts, List.of(), watermark, true);
    }

    /** Returns what is to be said once parts of it are deleted. */
    Landed undone() {
        return new Landed(object, version, bytes, read, taken, refused, duplicates, parts, stale, watermark, false);
    }

    Landed replacing(List<String> older) {
        return new Landed(object, version, bytes, read, taken, refused, duplicates, parts, older, watermark, complete);
    }
}
