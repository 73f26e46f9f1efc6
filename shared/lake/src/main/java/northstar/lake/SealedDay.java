package northstar.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day (UTC) of exposures or activities in order: what its manifest says.
 *
 * <p>The table is one Parquet file. Exposures: {@code experiment, variant, unit, at, attributes}, sorted by experiment, unit,
 * at, variant. Activities: {@code unit, event, at, id, value, properties}, sorted by event, unit, at, id. {@code at} is a
 * {@code TIMESTAMP} (UTC, microseconds), {@code value} a {@code DOUBLE}, the others text; attributes and properties are JSON
 * objects or null.
 *
 * @param kind what it holds
 * @param day the day
 * @param parts names of the parts that it was made of, in order
 * @param table key of the table, or null if nothing is left of the day
 * @param bytes size of the table
 * @param rows rows of the table
 * @param duplicates rows of the parts that said the same again
 * @param conflicts rows of the parts that said something else under an id that was taken
 * @param groups what the rows are about, in alphabetical order
 */
public record SealedDay(
        Kind kind,
        LocalDate day,
        List<String> parts,
        @Nullable String table,
        long bytes,
        long rows,
        long duplicates,
        long conflicts,
        List<Group> groups) {
    public SealedDay {
        parts = List.copyOf(parts);
        groups = List.copyOf(groups);
    }

    /**
     * The rows of one experiment's variant, or of one event.
     *
     * @param name the experiment, or the event
     * @param variant the variant, or null for activities
     * @param rows how many
     * @param units by how many different units
     * @param first time of the earliest
     * @param last time of the latest
     * @param fingerprint of all they say, whatever their order; equal rows have equal fingerprints
     */
    public record Group(
            String name,
            @Nullable String variant,
            long rows,
            long units,
            Instant first,
            Instant last,
            String fingerprint) {}
}
