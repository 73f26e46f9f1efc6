package northstar.storage.dynamodb;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.storage.Looks;
import org.jspecify.annotations.Nullable;

/**
 * The item that names all looks of an experiment with the hashes of their bodies, and all its results in the same way. It
 * is raised with every change of any of them, so it tells whether what was read beside it belongs to it, what a write
 * changes, and who was first.
 *
 * <p>Its text has a line {@code L time hash} for each look and {@code R northStar variant hash} for each result.
 *
 * <p>Immutable.
 *
 * @param experiment key of the experiment
 * @param revision rises by 1 with each change; 0 if nothing is stored
 * @param looks from time to the hash of the look's body
 * @param results from where a result is to the hash of its body
 * @param newest the item of the last look, if it was read together with the directory
 */
record Directory(
        String experiment,
        long revision,
        NavigableMap<Instant, String> looks,
        SortedMap<Place, String> results,
        @Nullable Item newest)
        implements Looks {
    Directory {
        looks = Collections.unmodifiableNavigableMap(new TreeMap<>(looks));
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    /** Where a result of the experiment is. */
    record Place(String northStar, String variant) implements Comparable<Place> {
        Key key(String experiment) {
            return Key.result(northStar, experiment, variant);
        }

        @Override
        public int compareTo(Place that) {
            int order = northStar.compareTo(that.northStar);
            return order != 0 ? order : variant.compareTo(that.variant);
        }
    }

    static Directory empty(String experiment) {
        return new Directory(experiment, 0, new TreeMap<>(), new TreeMap<>(), null);
    }

    static Directory parse(String experiment, long revision, String text, @Nullable Item newest) {
        NavigableMap<Instant, String> looks = new TreeMap<>();
        SortedMap<Place, String> results = new TreeMap<>();
        for (String line : text.lines().toList()) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.getFirst().equals("L")) {
                looks.put(Instant.parse(words.get(1)), words.get(2));
            } else {
                results.put(new Place(words.get(1), words.get(2)), words.get(3));
            }
        }
        return new Directory(experiment, revision, looks, results, newest);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        looks.forEach((at, hash) ->
                text.append("L ").append(at).append(' ').append(hash).append('\n'));
        results.forEach((place, hash) -> text.append("R ")
                .append(place.northStar())
                .append(' ')
                .append(place.variant())
                .append(' ')
                .append(hash)
                .append('\n'));
        return text.toString();
    }

    @Override
    public NavigableSet<Instant> times() {
        return looks.navigableKeySet();
    }
}
