package northstar.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Local copies of many objects, fetched side by side; closing gives them back. */
final class Copies implements AutoCloseable {
    private static final int SIDE_BY_SIDE = 16;

    private final Map<String, Lake.LocalCopy> copies = new HashMap<>();
    private boolean whole = true;

    /** Fetches the objects under all these keys. */
    Copies(Lake lake, Collection<String> keys) {
        try (ExecutorService fetching =
                Executors.newFixedThreadPool(SIDE_BY_SIDE, Thread.ofVirtual().factory())) {
            Map<String, Future<Lake.@Nullable LocalCopy>> fetched = new HashMap<>();
            for (String key : keys) {
                fetched.put(key, fetching.submit(() -> lake.fetch(key).orElse(null)));
            }
            for (Map.Entry<String, Future<Lake.@Nullable LocalCopy>> entry : fetched.entrySet()) {
                Lake.LocalCopy copy = entry.getValue().get();
                if (copy == null) {
                    whole = false;
                } else {
                    copies.put(entry.getKey(), copy);
                }
            }
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException("parts cannot be fetched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("parts cannot be fetched", e);
        }
    }

    /** Returns whether all objects were there. */
    boolean isWhole() {
        return whole;
    }

    List<Path> files(Collection<String> keys) {
        List<Path> files = new ArrayList<>();
        for (String key : keys) {
            Lake.LocalCopy copy = copies.get(key);
            if (copy == null) {
                throw new IllegalStateException("a part was not fetched");
            }
            files.add(copy.path());
        }
        return files;
    }

    @Override
    public void close() {
        copies.values().forEach(Lake.LocalCopy::close);
    }
}
