package northstar.cli.lake;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.events.ForeignJson;
import northstar.lake.Kind;
import northstar.lake.Landed;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file.
 *
 * @param file its name
 * @param key where it lies in the lake, or null if it was only looked at
 * @param read records in it
 * @param exposures exposures that it says, each once
 * @param activities activities that it says, each once
 * @param duplicates records that only said again what another one says
 * @param refused records that were not understood
 * @param rejected where those are kept, or null if there are none
 * @param first earliest time of anything in it
 * @param last latest time of anything in it
 * @param reasons why records were refused, the most frequent first
 * @param experiments experiments and variants found, the most frequent first
 * @param events events found, the most frequent first
 */
public record ImportResult(
        String file,
        @Nullable String key,
        long read,
        long exposures,
        long activities,
        long duplicates,
        long refused,
        @Nullable String rejected,
        @Nullable Instant first,
        @Nullable Instant last,
        List<Count> reasons,
        List<Count> experiments,
        List<Count> events) {
    public ImportResult {
        reasons = List.copyOf(reasons);
        experiments = List.copyOf(experiments);
        events = List.copyOf(events);
    }

    /** How often something was found. */
    public record Count(String name, long count) {
        static final Comparator<Count> LARGEST_FIRST =
                Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name);
    }

    /** Returns the records of which something was taken. */
    public long taken() {
        return read - refused - duplicates;
    }

    /** Returns the same with the counts of what landed. */
    ImportResult landed(Landed landed) {
        return new ImportResult(
                file,
                key,
                landed.read(),
                rows(landed, Kind.EXPOSURES),
                rows(landed, Kind.ACTIVITIES),
                landed.duplicates(),
                landed.refused(),
                landed.rejected().orElse(null),
                first,
                last,
                reasons,
                experiments,
                events);
    }

    private static long rows(Landed landed, Kind kind) {
        return landed.parts().stream()
                .filter(part -> part.kind() == kind)
                .mapToLong(Landed.Part::rows)
                .sum();
    }

    /** Returns it for programs. */
    String json() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("file", file);
        members.put("key", key);
        members.put("read", read);
        members.put("taken", taken());
        members.put("exposures", exposures);
        members.put("activities", activities);
        members.put("duplicates", duplicates);
        members.put("refused", refused);
        members.put("rejected", rejected);
        members.put("first", text(first));
        members.put("last", text(last));
        members.put("reasons", counts(reasons));
        members.put("experiments", counts(experiments));
        members.put("events", counts(events));
        return ForeignJson.write(members);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Map<String, Long> counts(List<Count> counts) {
        Map<String, Long> members = new LinkedHashMap<>();
        counts.forEach(count -> members.put(count.name(), count.count()));
        return members;
    }
}
