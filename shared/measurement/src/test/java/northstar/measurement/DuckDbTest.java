package northstar.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import northstar.domain.definition.Cap;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.PinnedExperiment;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbTest {
    @TempDir
    Path folder;

    private DuckDb engine(int mebibytes) {
        return new DuckDb(new DuckDb.Limits(mebibytes, 2, folder));
    }

    private static String setting(DuckDb engine, String name) throws SQLException {
        return engine.query("SELECT current_setting('" + name + "')", rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    @Test
    void query_limits_areKept() throws SQLException {
        try (DuckDb engine = engine(100)) {
            assertThat(setting(engine, "memory_limit")).isEqualTo("100.0 MiB");
            assertThat(setting(engine, "threads")).isEqualTo("2");
            assertThat(setting(engine, "temp_directory")).startsWith(folder.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('https://example.com/users.csv')",
                "LOAD httpfs",
                "SET memory_limit = '10GB'",
                "SET autoinstall_known_extensions = true"
            })
    void execute_whatReachesOutOrLoosens_isRefused(String sql) {
        try (DuckDb engine = engine(100)) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> engine.execute(sql));
        }
    }

    @Test
    void close_neverUsed_doesNothing() {
        DuckDb engine = engine(100);

        engine.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void query_afterClose_opensAgain() throws SQLException {
        DuckDb engine = engine(100);
        engine.execute("SELECT 1");
        engine.close();

        assertThat(setting(engine, "threads")).isEqualTo("2");
        engine.close();
    }

    @Test
    void measure_moreUnitsThanMemory_spillsAndCleansUp() throws Exception {
        PinnedExperiment pinned = new Trial()
                .metrics(Trial.mean("x", "x"))
                .units("user", Map.of(), MissingMetric.REFUSE)
                .pinned();
        Path file = folder.resolve("users.parquet");
        try (DuckDb writer = new DuckDb(DuckDb.Limits.ofMachine())) {
            writer.execute("COPY (SELECT 'a-long-name-of-a-unit-' || i AS user,"
                    + " CASE WHEN i % 2 = 0 THEN 'control' ELSE 'match' END AS arm, i % 7 AS x"
                    + " FROM range(1000000) t(i)) TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        }

        try (DuckDb engine = new DuckDb(new DuckDb.Limits(64, 1, folder))) {
            assertThat(UnitTable.open(engine, file, "users.parquet")
                            .measure(pinned, Trial.END)
                            .units())
                    .isEqualTo(1_000_000);
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void measure_whatNoMemoryHolds_saysSo() throws Exception {
        Path file = folder.resolve("users.parquet");
        try (DuckDb writer = new DuckDb(DuckDb.Limits.ofMachine())) {
            writer.execute("COPY (SELECT 'control' AS arm, random() AS x FROM range(6000000)) TO "
                    + Sql.text(file.toString()) + " (FORMAT parquet)");
        }
        PinnedExperiment pinned = new Trial()
                .metrics(Trial.mean("x", "x", new Cap.Quantile(0.9, false)))
                .pinned();

        try (DuckDb engine = new DuckDb(new DuckDb.Limits(64, 1, folder))) {
            UnitTable table = UnitTable.open(engine, file, "users.parquet");
            assertThatIllegalStateException()
                    .isThrownBy(() -> table.measure(pinned, Trial.END))
                    .withMessage("users.parquet: memory == more than 64 MiB, must be less")
                    .withNoCause();
        }
    }

    @Test
    void table_failureOfOurOwn_namesItsKindAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("users.csv"), "arm,x\ncontrol,1\n");
        try (DuckDb engine = engine(100)) {
            Table table = Table.open(engine, file, "users.csv");

            assertThatIllegalStateException()
                    .isThrownBy(() -> table.execute("SELECT secret FROM nowhere"))
                    .withMessage("users.csv: the SQL engine stops with Catalog Error")
                    .withNoCause();
        }
    }

    @Test
    void limits_tooSmall_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DuckDb.Limits(63, 1, folder))
                .withMessage("memoryMebibytes == 63, must be at least 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DuckDb.Limits(64, 0, folder))
                .withMessage("threads == 0, must be at least 1");
    }
}
