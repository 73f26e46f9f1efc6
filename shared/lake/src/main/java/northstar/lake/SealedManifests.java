package northstar.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;

/**
 * The manifests of the sealed days of a lake, each fetched once: as long as one is listed as it was when it was fetched, it says
 * what it said then. Thread-safe.
 */
final class SealedManifests {
    /** Fetching from afar is mostly waiting. */
    private static final int AT_ONCE = 16;

    private final Lake lake;
    private final Map<String, Fetched> fetched = new ConcurrentHashMap<>();

    SealedManifests(Lake lake) {
        this.lake = lake;
    }

    private record Fetched(Lake.StoredObject object, SealedDay day) {}

    /** Returns the days of manifests that were listed; one that is no more is left out. */
    NavigableMap<LocalDate, SealedDay> of(Kind kind, List<Lake.StoredObject> listed) {
        NavigableMap<LocalDate, SealedDay> days = new TreeMap<>();
        List<Lake.StoredObject> unknown =
                listed.stream().filter(object -> !isKnown(object)).toList();
        List<Optional<Fetched>> now = unknown.stream()
                .gather(Gatherers.mapConcurrent(AT_ONCE, object -> fetch(kind, object.key())))
                .toList();
        for (int i = 0; i < unknown.size(); i++) {
            String key = unknown.get(i).key();
            now.get(i).ifPresentOrElse(one -> fetched.put(key, one), () -> fetched.remove(key));
        }
        for (Lake.StoredObject object : listed) {
            Fetched one = fetched.get(object.key());
            if (one != null) {
                days.put(one.day().day(), one.day());
            }
        }
        return days;
    }

    private boolean isKnown(Lake.StoredObject object) {
        Fetched known = fetched.get(object.key());
        return known != null && known.object().equals(object);
    }

    private Optional<Fetched> fetch(Kind kind, String key) {
        return lake.fetch(key).map(copy -> {
            try (copy) {
                return new Fetched(copy.object(), ManifestJson.sealed(kind, Manifests.text(copy)));
            }
        });
    }
}
