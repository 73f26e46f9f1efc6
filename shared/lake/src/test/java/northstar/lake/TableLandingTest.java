package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import northstar.lake.engine.DuckDb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableLandingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 5);
    private static final String ACTIVITY =
            "SELECT 'u1' AS unit, 'order' AS event, TIMESTAMP '2026-10-05 10:00:00' AS \"at\","
                    + " 'id' || n AS id, 1.5 AS value, CAST(NULL AS VARCHAR) AS properties,"
                    + " TIMESTAMP '2026-10-05 11:00:00' AS received_at FROM range(%d) AS r(n)";

    @TempDir
    private Path folder;

    private Landed land(Lake lake, String query) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(128, 1, folder.resolve("spill")))) {
            return new TableLanding(engine, lake)
                    .land("raw/a.ndjson", List.of(new TableLanding.Rows(Kind.ACTIVITIES, DAY, query)));
        }
    }

    @Test
    void land_rows_areSealedAsIfAnObjectHadLanded() {
        Lake lake = new FolderLake(folder.resolve("lake"));
        Landed landed = land(lake, ACTIVITY.formatted(3));

        assertThat(landed.taken()).isEqualTo(3);
        assertThat(landed.watermark()).isEqualTo(Instant.parse("2026-10-05T10:00:00Z"));
        assertThat(new Manifests(lake).landed()).containsExactly(landed).allMatch(Landed::complete);
        DaySeals seals = new DaySeals(new DuckDb.Limits(128, 1, folder.resolve("spill")), lake, SealLease.NONE);
        assertThat(seals.seal(Kind.ACTIVITIES, DAY, DAY))
                .extracting(SealedDay::rows)
                .containsExactly(3L);
    }

    @Test
    void land_noRows_leavesNoPart() {
        Landed landed = land(new FolderLake(folder.resolve("lake")), ACTIVITY.formatted(0));

        assertThat(landed.parts()).isEmpty();
        assertThat(landed.watermark()).isNull();
    }

    @Test
    void land_sameRows_haveTheSameNames() {
        Landed one = land(new FolderLake(folder.resolve("one")), ACTIVITY.formatted(3));
        Landed other = land(new FolderLake(folder.resolve("other")), ACTIVITY.formatted(3));

        assertThat(one).isEqualTo(other);
    }

    @Test
    void land_queryThatIsNone_failsWithoutItsWords() {
        assertThatThrownBy(() -> land(new FolderLake(folder.resolve("lake")), "secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }
}
