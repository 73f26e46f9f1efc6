package northstar.cli.lake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.Intake;
import northstar.lake.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Looks at all that a reader finds in one file, and hands it on. */
final class Survey implements Intake {
    private static final Pattern VALUE = Pattern.compile(" == .*, must ", Pattern.DOTALL);
    private static final int MAX_NAMES = 10_000;

    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> experiments = new TreeMap<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final Set<Object> seen = new HashSet<>();
    private long read;
    private long refused;
    private long duplicates;
    private long exposures;
    private long activities;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private Intake next = new Nowhere();

    /** Takes nothing. */
    private record Nowhere() implements Intake {
        @Override
        public void accept(Contents contents, @Nullable Instant receivedAt) {}

        @Override
        public void refuse(String position, String reason, String text) {}
    }

    /** Looks at a file that lands nowhere; what stands in it twice is counted too. */
    static Survey of(ObjectReader reader, Path file) throws IOException {
        Survey survey = new Survey();
        reader.read(file, String.valueOf(file.getFileName()), survey);
        return survey;
    }

    /** Returns a reader that hands on what another one finds, and lets this see it. */
    ObjectReader around(ObjectReader reader) {
        return (file, name, intake) -> {
            clear();
            next = intake;
            reader.read(file, name, this);
        };
    }

    private void clear() {
        reasons.clear();
        experiments.clear();
        events.clear();
        seen.clear();
        read = 0;
        refused = 0;
        duplicates = 0;
        exposures = 0;
        activities = 0;
        first = null;
        last = null;
    }

    @Override
    public void accept(Contents contents, @Nullable Instant receivedAt) {
        read++;
        boolean isNew = !(next instanceof Nowhere);
        for (Exposure exposure : contents.exposures()) {
            boolean once = isFirst(
                    exposure.experiment(),
                    exposure.variant(),
                    exposure.unit(),
                    exposure.at().toString());
            isNew |= once;
            exposures += once ? 1 : 0;
            count(experiments, exposure.experiment() + " (" + exposure.variant() + ")", once);
            at(exposure.at());
        }
        for (Activity activity : contents.activities()) {
            boolean once = isFirst(activity.id());
            isNew |= once;
            activities += once ? 1 : 0;
            count(events, activity.event(), once);
            at(activity.at());
        }
        duplicates += isNew ? 0 : 1;
        next.accept(contents, receivedAt);
    }

    /** Landing counts better and in less memory; alone this remembers hashes. */
    private boolean isFirst(String... what) {
        return !(next instanceof Nowhere) || seen.add(hash(what));
    }

    private static long hash(String... what) {
        long hash = 1125899906842597L;
        for (String part : what) {
            for (int i = 0; i < part.length(); i++) {
                hash = 31 * hash + part.charAt(i);
            }
            hash = Long.rotateLeft(hash * 0x9E3779B97F4A7C15L, 31);
        }
        return hash;
    }

    private static void count(Map<String, Long> counts, String name, boolean once) {
        if (once && (counts.size() < MAX_NAMES || counts.containsKey(name))) {
            counts.merge(name, 1L, Long::sum);
        }
    }

    private void at(Instant at) {
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
    }

    @Override
    public void refuse(String position, String reason, String text) {
        read++;
        refused++;
        count(reasons, rule(reason), true);
        next.refuse(position, reason, text);
    }

    /** Returns a reason without the value: equal faults count together, and no id is told. */
    static String rule(String reason) {
        return VALUE.matcher(reason).replaceFirst(": must ");
    }

    ImportResult result(String file, @Nullable String key) {
        return new ImportResult(
                file,
                key,
                read,
                exposures,
                activities,
                duplicates,
                refused,
                null,
                first,
                last,
                largest(reasons),
                largest(experiments),
                largest(events));
    }

    private static List<ImportResult.Count> largest(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new ImportResult.Count(entry.getKey(), entry.getValue()))
                .sorted(ImportResult.Count.LARGEST_FIRST)
                .toList();
    }
}
