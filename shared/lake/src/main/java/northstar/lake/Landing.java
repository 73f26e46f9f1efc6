package northstar.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import northstar.domain.Arguments;
import northstar.lake.engine.DuckDb;
import org.jspecify.annotations.Nullable;

/**
 * Lands objects: what they say is taken once, day by day, and what is not understood is kept with its reason.
 *
 * <p>Safe to do twice, at once, and again after a crash between any two writes: the names of parts are made of what is in
 * them, the manifest that lists them is written before them, and is complete only when nothing of another version is left.
 * A new version of an object restates all that it said. Thread-safe.
 */
public final class Landing {
    private static final String RAW = "raw/";
    private static final String IMPORTS = "imports/";
    private static final int ATTEMPTS = 10;

    private final DuckDb.Limits limits;
    private final Lake lake;
    private final Manifests manifests;
    private final Function<String, ObjectReader> readers;

    /**
     * Makes a landing.
     *
     * @param limits what the SQL engine may use; each object has an engine of its own
     * @param lake where objects come from and parts go to
     * @param readers returns who reads the object under a key
     */
    public Landing(DuckDb.Limits limits, Lake lake, Function<String, ObjectReader> readers) {
        this.limits = limits;
        this.lake = lake;
        this.manifests = new Manifests(lake);
        this.readers = readers;
    }

    /** Returns whether the object under a key is one that lands. */
    public static boolean lands(String key) {
        return key.startsWith(IMPORTS)
                || (key.startsWith(RAW) && (key.endsWith(".ndjson") || key.endsWith(".ndjson.gz")));
    }

    /** Returns the keys of the objects of which not everything has landed. */
    public List<String> unlanded() {
        Set<String> complete = new HashSet<>();
        for (Landed landed : manifests.landed()) {
            if (landed.complete()) {
                complete.add(landed.name());
            }
        }
        return Stream.of(IMPORTS, RAW)
                .flatMap(prefix -> lake.list(prefix).stream())
                .filter(object -> lands(object.key()))
                .filter(object -> !complete.contains(Names.of(object.key(), Names.version(object))))
                .map(Lake.StoredObject::key)
                .toList();
    }

    /**
     * Lands the current version of an object, unless all of it has landed.
     *
     * @return what landed, now or before, or nothing if there is no such object
     * @throws UncheckedIOException if the object cannot be read; what cannot be understood is only refused
     */
    public Optional<Landed> land(String key) {
        return land(key, false);
    }

    /**
     * Tries the refused records of an object again, by landing the object anew: those that are understood now are taken,
     * the others stay.
     *
     * @param rejected key of the file under {@code rejected/}
     * @return what landed, or nothing if there is no such object any more
     * @throws IllegalArgumentException if there is no such file
     */
    public Optional<Landed> redrive(String rejected) {
        for (Landed landed : manifests.landed()) {
            if (Names.rejected(landed.name()).equals(rejected)) {
                return land(landed.object(), true);
            }
        }
        throw Arguments.refusal("rejected", Arguments.quoted(rejected), "the key of rejected records");
    }

    private Optional<Landed> land(String key, boolean anew) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Lake.StoredObject> object = lake.find(key);
            if (object.isEmpty()) {
                return Optional.empty();
            }
            Landed landed = anew && attempt == 0 ? null : complete(object.get());
            if (landed == null) {
                landed = fetched(key);
            }
            if (landed != null) {
                return Optional.of(landed);
            }
        }
        throw new IllegalStateException("an object changes faster than it lands");
    }

    /** Returns what landed of a version if all of it has, and nothing is missing and nothing of another one left. */
    private @Nullable Landed complete(Lake.StoredObject object) {
        Landed landed = manifests.landed(object).orElse(null);
        if (landed == null || !landed.complete() || !isThere(landed)) {
            return null;
        }
        deleteOthers(landed);
        return landed;
    }

    private boolean isThere(Landed landed) {
        return landed.parts().stream().allMatch(part -> lake.find(part.key()).isPresent());
    }

    /** Lands an object, and returns null if it changed or vanished meanwhile. */
    private @Nullable Landed fetched(String key) {
        try (Lake.LocalCopy copy = lake.fetch(key).orElse(null)) {
            if (copy == null) {
                return null;
            }
            try (Scratch scratch = new Scratch(limits.spillParent());
                    RejectedRecords rejected = new RejectedRecords(key, scratch.file("rejected.ndjson"));
                    Staging staging = new Staging(limits, copy.object(), rejected)) {
                readers.apply(key).read(copy.path(), key, staging);
                return write(copy.object(), scratch, rejected, staging);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private @Nullable Landed write(
            Lake.StoredObject object, Scratch scratch, RejectedRecords rejected, Staging staging) {
        String version = Names.version(object);
        List<Staging.Written> written = staging.write(scratch, version);
        List<Landed.Part> parts = written.stream().map(Staging.Written::part).toList();
        Landed landed = staging.landed(version, parts);
        manifests.put(landed.replacing(stale(object, landed)));
        for (Staging.Written part : written) {
            lake.put(part.part().key(), part.file());
        }
        String rest = Names.rejected(landed.name());
        if (rejected.count() > 0) {
            lake.put(rest, rejected.written());
        } else {
            lake.delete(rest);
        }
        deleteOthers(landed);
        Optional<Lake.StoredObject> now = lake.find(object.key());
        if (now.isPresent() && !Names.version(now.get()).equals(version)) {
            return null;
        }
        // Another one that landed the same object may have taken these for stale.
        if (!isThere(landed)) {
            return null;
        }
        Landed complete = landed.completed();
        manifests.put(complete);
        return complete;
    }

    /** Returns the parts of the same version that were written before and are not written now. */
    private List<String> stale(Lake.StoredObject object, Landed landed) {
        Landed before = manifests.landed(object).orElse(null);
        return before == null ? List.of() : without(landed.parts(), before);
    }

    private static List<String> without(List<Landed.Part> parts, Landed other) {
        List<String> stale = new ArrayList<>(other.stale());
        other.parts().forEach(part -> stale.add(part.key()));
        parts.forEach(part -> stale.remove(part.key()));
        return stale;
    }

    /** Deletes all that any manifest of the object lists and that is not of this version. */
    private void deleteOthers(Landed landed) {
        for (Landed other : manifests.landedOf(landed.object())) {
            boolean older = !other.version().equals(landed.version());
            if (older && other.complete()) {
                manifests.put(other.undone());
            }
            without(landed.parts(), other).forEach(lake::delete);
            if (older) {
                lake.delete(Names.rejected(other.name()));
            }
        }
    }
}
