package northstar.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A lake whose process dies before or after one of its writes. */
final class BrokenLake implements Lake {
    private final Lake lake;
    private final boolean after;
    private int left;

    BrokenLake(Lake lake, int writes, boolean after) {
        this.lake = lake;
        this.left = writes;
        this.after = after;
    }

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void write(Runnable write) {
        boolean last = left-- == 0;
        if (left < -1 || (last && !after)) {
            throw new Crash();
        }
        write.run();
        if (last) {
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
        write(() -> lake.put(key, file));
    }

    @Override
    public void put(String key, byte[] content) {
        write(() -> lake.put(key, content));
    }

    @Override
    public void delete(String key) {
        write(() -> lake.delete(key));
    }
}
