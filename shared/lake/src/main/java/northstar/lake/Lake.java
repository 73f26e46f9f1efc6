package northstar.lake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bucket, or a folder that stands for one: objects under keys.
 *
 * <p>Putting and deleting one object is atomic; nothing else is. Who reads sees all of an object or nothing. Thread-safe.
 */
public interface Lake {
    /** Returns the objects whose keys begin so, in the order of their keys. */
    List<StoredObject> list(String prefix);

    /** Returns what is known of an object, if it is there. */
    Optional<StoredObject> find(String key);

    /** Returns a local copy of an object, if it is there; its owner closes it. */
    Optional<LocalCopy> fetch(String key);

    /** Puts a file under a key, in place of what was there. */
    void put(String key, Path file);

    /** Puts bytes under a key, in place of what was there. */
    void put(String key, byte[] content);

    /** Deletes an object; one that is not there is as good as deleted. */
    void delete(String key);

    /**
     * What is known of an object without reading it.
     *
     * @param key its key
     * @param size bytes
     * @param etag changes with its content
     * @param modified when it was put there
     */
    record StoredObject(String key, long size, String etag, Instant modified) {}

    /** A file to read; closing gives it back. It may be the object itself and is never written to. */
    interface LocalCopy extends AutoCloseable {
        /** Returns where the file lies. */
        Path path();

        /** Returns which state of the object it is a copy of. */
        StoredObject object();

        @Override
        void close();
    }
}
