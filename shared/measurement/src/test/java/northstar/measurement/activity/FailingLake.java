package northstar.measurement.activity;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import northstar.lake.Lake;

/** A lake that fails from some write on. */
final class FailingLake implements Lake {
    private final Lake lake;
    private int writes;

    FailingLake(Lake lake, int writes) {
        this.lake = lake;
        this.writes = writes;
    }

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void count() {
        if (writes-- <= 0) {
            throw new Crash();
        }
    }

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
        return lake.fetch(key);
    }

    @Override
    public void put(String key, Path file) {
        count();
        lake.put(key, file);
    }

    @Override
    public void put(String key, byte[] content) {
        count();
        lake.put(key, content);
    }

    @Override
    public void delete(String key) {
        count();
        lake.delete(key);
    }
}
