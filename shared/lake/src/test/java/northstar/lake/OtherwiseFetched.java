package northstar.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A lake whose objects are fetched otherwise. */
record OtherwiseFetched(Lake lake, Function<String, Optional<Lake.LocalCopy>> fetched) implements Lake {
    @Override
    public List<StoredObject> list(String prefix) {
        return lake.list(prefix);
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return lake.find(key);
    }

    @Override
    public Optional<LocalCopy> fetch(String key) {
        return fetched.apply(key);
    }

    @Override
    public void put(String key, Path file) {
        lake.put(key, file);
    }

    @Override
    public void put(String key, byte[] content) {
        lake.put(key, content);
    }

    @Override
    public void delete(String key) {
        lake.delete(key);
    }
}
