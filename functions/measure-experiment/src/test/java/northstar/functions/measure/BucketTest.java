package northstar.functions.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import northstar.surroundings.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketTest {
    private static final String KEY = "units/search/users.csv";
    private static final Instant MODIFIED = Instant.parse("2026-10-15T00:00:00Z");

    @TempDir
    private Path folder;

    private final FakeBucket objects = new FakeBucket();
    private final Surroundings surroundings =
            Surroundings.at(Instant.parse("2026-09-20T00:00:00Z")).with(objects);
    private Bucket bucket;

    @BeforeEach
    void openBucket() {
        bucket = new Bucket(surroundings, Laboratory.ENVIRONMENT, folder);
    }

    @Test
    void download_ofAnObject_isAFileOfItsNameUntilItIsClosed() {
        objects.put(KEY, "user,group", MODIFIED);

        try (Bucket.Download download = bucket.download(KEY).orElseThrow()) {
            assertThat(download.path()).hasFileName("users.csv").hasContent("user,group");
            assertThat(download.modified()).isEqualTo(MODIFIED);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_ofNothing_isEmptyAndLeavesNothing() {
        assertThat(bucket.download(KEY)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void download_thatBreaksOff_failsAndLeavesNothing() {
        objects.putBroken(KEY);

        assertThatThrownBy(() -> bucket.download(KEY)).isInstanceOf(UncheckedIOException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
