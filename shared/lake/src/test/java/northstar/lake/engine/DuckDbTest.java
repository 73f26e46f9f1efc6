package northstar.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {
    @TempDir
    private Path folder;

    @Test
    void limits_ofMachine_areWithinReason() {
        DuckDb.Limits limits = DuckDb.Limits.ofMachine();
        assertThat(limits.memoryMebibytes()).isBetween(64, 4096);
        assertThat(limits.threads()).isPositive();
        try (DuckDb engine = new DuckDb(limits)) {
            assertThat(engine.limits()).isEqualTo(limits);
        }
    }

    @Test
    void limits_tooSmall_areRefused() {
        assertThatThrownBy(() -> new DuckDb.Limits(63, 1, folder))
                .hasMessage("memoryMebibytes == 63, must be at least 64");
        assertThatThrownBy(() -> new DuckDb.Limits(64, 0, folder)).hasMessage("threads == 0, must be at least 1");
    }

    @Test
    void execute_moreThanMemory_spillsAndCleansUp() throws SQLException {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(64, 1, folder))) {
            engine.execute(
                    "CREATE TABLE many AS SELECT range AS i, md5(CAST(range AS VARCHAR)) AS h FROM range(2500000)");
            assertThat(folder).isNotEmptyDirectory();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void query_quotedValues_readBackAsTheyAre() throws SQLException {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(64, 1, folder))) {
            String sql = "SELECT " + Sql.text("it's") + " AS " + Sql.name("a\"b") + ", " + Sql.number(0.1) + ", "
                    + Sql.in("1", List.of("1", "2")) + ", " + Sql.in("1", List.of());
            String row = engine.query(sql, rows -> {
                rows.next();
                return rows.getString("a\"b") + rows.getDouble(2) + rows.getBoolean(3) + rows.getBoolean(4);
            });
            assertThat(row).isEqualTo("it's0.1truefalse");
        }
    }
}
