package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeaseTest {
    @TempDir
    private Path folder;

    @Test
    void holding_manyAtOnce_isOneAtATime() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        List<Future<Integer>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 40; i++) {
                results.add(threads.submit(() -> new FileLease(folder).holding("activities", () -> {
                    int now = holders.incrementAndGet();
                    Thread.onSpinWait();
                    holders.decrementAndGet();
                    return now;
                })));
            }
        }
        for (Future<Integer> result : results) {
            assertThat(result.get()).isEqualTo(1);
        }
    }

    @Test
    void holding_workThatFails_isGivenBack() {
        FileLease lease = new FileLease(folder);
        assertThatThrownBy(() -> lease.holding("activities", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(lease.<Integer>holding("activities", () -> 7)).isEqualTo(7);
    }

    @Test
    void holding_folderThatIsNone_throws() throws IOException {
        FileLease lease = new FileLease(Files.createFile(folder.resolve("file")));
        assertThatThrownBy(() -> lease.holding("activities", () -> 7)).isInstanceOf(UncheckedIOException.class);
    }
}
