package northstar.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What had landed and what was sealed when sealing began: the keys of parts and the manifests by day. */
final class PartList {
    private static final int LAST_OF_FOUR_DIGITS = 9999;

    private final NavigableMap<LocalDate, List<String>> parts;
    private final NavigableMap<LocalDate, SealedDay> sealed;

    private PartList(NavigableMap<LocalDate, List<String>> parts, NavigableMap<LocalDate, SealedDay> sealed) {
        this.parts = parts;
        this.sealed = sealed;
    }

    /** Returns the days that have parts or a manifest. */
    static SortedSet<LocalDate> days(Lake lake, Kind kind) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (String prefix : List.of(kind.parts(), kind.manifests())) {
            lake.list(prefix).forEach(object -> days.add(Names.day(object.key())));
        }
        return days;
    }

    /** Reads the parts and manifests of these days. */
    static PartList read(Lake lake, SealedManifests manifests, Kind kind, LocalDate from, LocalDate to) {
        NavigableMap<LocalDate, List<String>> parts = new TreeMap<>();
        for (Lake.StoredObject part : list(lake, kind.parts(), from, to)) {
            parts.computeIfAbsent(Names.day(part.key()), day -> new ArrayList<>())
                    .add(part.key());
        }
        NavigableMap<LocalDate, SealedDay> sealed = manifests.of(kind, list(lake, kind.manifests(), from, to));
        return new PartList(parts, sealed);
    }

    private static List<Lake.StoredObject> list(Lake lake, String prefix, LocalDate from, LocalDate to) {
        return lake.list(prefix + common(from, to)).stream()
                .filter(object -> {
                    LocalDate day = Names.day(object.key());
                    return !day.isBefore(from) && !day.isAfter(to);
                })
                .toList();
    }

    /** Returns how the names of all days between the two begin, so that not the whole lake is listed. */
    private static String common(LocalDate from, LocalDate to) {
        if (from.getYear() < 0 || to.getYear() > LAST_OF_FOUR_DIGITS) {
            return "";
        }
        String first = "dt=" + from;
        String last = "dt=" + to;
        int same = 0;
        while (same < first.length() && first.charAt(same) == last.charAt(same)) {
            same++;
        }
        return first.substring(0, same);
    }

    /** Returns the keys of a day's parts, in order. */
    List<String> parts(LocalDate day) {
        return parts.getOrDefault(day, List.of());
    }

    /** Returns the keys of the parts of all days that are at most so many days away from one of these. */
    NavigableSet<String> around(Collection<LocalDate> days, int reach) {
        NavigableSet<String> keys = new TreeSet<>();
        for (LocalDate day : days) {
            parts.subMap(day.minusDays(reach), true, day.plusDays(reach), true)
                    .values()
                    .forEach(keys::addAll);
        }
        return keys;
    }

    /** Returns the names of a day's parts, in order. */
    List<String> names(LocalDate day) {
        return parts(day).stream()
                .map(key -> key.substring(key.lastIndexOf('/') + 1))
                .toList();
    }

    /** Returns the parts that a day was not made of when it was sealed. */
    List<String> added(LocalDate day) {
        SealedDay before = sealed.get(day);
        List<String> known = before == null ? List.of() : before.parts();
        return parts(day).stream()
                .filter(key -> !known.contains(key.substring(key.lastIndexOf('/') + 1)))
                .toList();
    }

    /** Returns whether a day was made of parts that are no more. */
    boolean hasLost(LocalDate day) {
        SealedDay before = sealed.get(day);
        return before != null && !names(day).containsAll(before.parts());
    }

    /** Returns whether a day has other parts than it was made of. */
    boolean isDirty(LocalDate day) {
        SealedDay before = sealed.get(day);
        return before == null ? parts.containsKey(day) : !before.parts().equals(names(day));
    }

    /** Returns the days between that have parts or a manifest. */
    SortedSet<LocalDate> days(LocalDate from, LocalDate to) {
        SortedSet<LocalDate> days =
                new TreeSet<>(parts.subMap(from, true, to, true).keySet());
        days.addAll(sealed.subMap(from, true, to, true).keySet());
        return days;
    }

    /** Returns the sealed days, as they were. */
    Map<LocalDate, SealedDay> sealed() {
        return Collections.unmodifiableMap(sealed);
    }
}
