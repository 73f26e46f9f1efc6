package northstar.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import northstar.lake.engine.DuckDb;
import northstar.measurement.UnitTableHead.Column;
import northstar.measurement.UnitTableHead.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitTableHeadTest {
    private final DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());

    @TempDir
    Path folder;

    @AfterAll
    void close() {
        engine.close();
    }

    private UnitTable table(String name, String text) throws IOException {
        return UnitTable.open(engine, Files.writeString(folder.resolve(name), text), name);
    }

    @Test
    void head_columns_areGuessedFromAllRows() throws IOException {
        // the first column has no name, as in what R and pandas write
        String text =
                ",group,revenue,converted,count,note,odd,nothing\n1,A,1.5,0,1,hello,1,\n2,B,,1,2,,NaN,\n3,A,2e3,1,0,x,2,\n";

        assertThat(table("users.csv", text).head())
                .isEqualTo(new UnitTableHead(
                        3,
                        List.of(
                                new Column("group", Kind.TEXT, 0),
                                new Column("revenue", Kind.NUMBER, 1),
                                new Column("converted", Kind.ZERO_ONE, 0),
                                new Column("count", Kind.NUMBER, 0),
                                new Column("note", Kind.TEXT, 1),
                                new Column("odd", Kind.TEXT, 0),
                                new Column("nothing", Kind.TEXT, 3))));
    }

    @Test
    void head_ndjson_namesFieldsAsTheyAppear() throws IOException {
        assertThat(table("users.ndjson", "{\"b\": 1, \"a\": \"x\"}\n{\"c\": 0}\n")
                        .head()
                        .columns())
                .containsExactly(
                        new Column("b", Kind.ZERO_ONE, 1),
                        new Column("a", Kind.TEXT, 1),
                        new Column("c", Kind.ZERO_ONE, 1));
    }

    @Test
    void variantValues_column_areDistinctAndSorted() throws IOException {
        assertThat(table("users.csv", "group,x\nB,1\nA,1\nB,1\n").variantValues("group"))
                .containsExactly("A", "B");
    }

    @Test
    void variantValues_moreThanFifty_areRefused() throws IOException {
        StringBuilder text = new StringBuilder("user,x\n");
        for (int i = 0; i < 51; i++) {
            text.append(i).append(",1\n");
        }
        UnitTable table = table("users.csv", text.toString());

        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> table.variantValues("user"))
                .withMessage("users.csv: different values of \"user\" == more than 50,"
                        + " must be at most 50 to tell the variant");
    }

    @Test
    void variantValues_missingColumn_isRefused() throws IOException {
        UnitTable table = table("users.csv", "user,x\na,1\n");

        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> table.variantValues("group"))
                .withMessage("users.csv: column \"group\" == absent, must be one of \"user\", \"x\"");
    }
}
