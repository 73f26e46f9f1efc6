package northstar.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lake's manifests: what landed, object by object, and what was sealed, day by day. */
public final class Manifests {
    private final Lake lake;

    /** Makes a view of a lake. */
    public Manifests(Lake lake) {
        this.lake = lake;
    }

    /** Returns what landed or began to land, all versions of all objects. */
    public List<Landed> landed() {
        return landed(Names.MANIFESTS);
    }

    /** Returns what landed or began to land of an object, all versions. */
    public List<Landed> landedOf(String object) {
        return landed(Names.MANIFESTS + Names.ofAll(object));
    }

    /** Returns what the manifest of a sealed day says, if there is one. */
    public Optional<SealedDay> sealed(Kind kind, LocalDate day) {
        return Optional.ofNullable(text(kind.manifest(day))).map(text -> ManifestJson.sealed(kind, text));
    }

    private List<Landed> landed(String prefix) {
        List<Landed> found = new ArrayList<>();
        for (Lake.StoredObject manifest : lake.list(prefix)) {
            String text = text(manifest.key());
            if (text != null) {
                found.add(ManifestJson.landed(text));
            }
        }
        return found;
    }

    Optional<Landed> landed(Lake.StoredObject object) {
        String name = Names.of(object.key(), Names.version(object));
        return Optional.ofNullable(text(Names.manifest(name))).map(ManifestJson::landed);
    }

    void put(Landed landed) {
        put(Names.manifest(landed.name()), ManifestJson.text(landed));
    }

    void put(SealedDay sealed) {
        put(sealed.kind().manifest(sealed.day()), ManifestJson.text(sealed));
    }

    private void put(String key, String text) {
        lake.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable String text(String key) {
        Optional<Lake.LocalCopy> fetched = lake.fetch(key);
        if (fetched.isEmpty()) {
            return null;
        }
        try (Lake.LocalCopy copy = fetched.get()) {
            return text(copy);
        }
    }

    static String text(Lake.LocalCopy copy) {
        try {
            return Files.readString(copy.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
