package northstar.lake;

import static northstar.lake.TestLake.exposure;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedManifestsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 6);

    @TempDir
    Path folder;

    private final List<String> fetched = new CopyOnWriteArrayList<>();
    private TestLake lake;
    private DaySeals seals;

    @BeforeEach
    void sealADay() {
        lake = new TestLake(folder);
        lake.land("raw/a.ndjson", exposure("u1", "2026-03-06T10:00:00Z", ""));
        lake.seals().seal(Kind.EXPOSURES, DAY, DAY);
        seals = lake.seals(new OtherwiseFetched(lake.lake, key -> {
            fetched.add(key);
            return lake.lake.fetch(key);
        }));
    }

    @Test
    void seal_nothingNew_fetchesAManifestOnce() {
        List<SealedDay> first = seals.seal(Kind.EXPOSURES, DAY, DAY);

        assertThat(seals.seal(Kind.EXPOSURES, DAY, DAY)).isEqualTo(first).hasSize(1);
        assertThat(fetched).containsExactly(Kind.EXPOSURES.manifest(DAY));
    }

    @Test
    void seal_anotherHasSealedTheDayAgain_fetchesItsManifestAgain() {
        seals.seal(Kind.EXPOSURES, DAY, DAY);
        lake.land("raw/b.ndjson", exposure("u2", "2026-03-06T11:00:00Z", ""));
        List<SealedDay> again = lake.seals().seal(Kind.EXPOSURES, DAY, DAY);

        assertThat(seals.seal(Kind.EXPOSURES, DAY, DAY)).isEqualTo(again);
        assertThat(again.getFirst().rows()).isEqualTo(2);
    }
}
