package northstar.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import northstar.cli.report.Csv.Column;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void text_cells_areQuotedOnlyWhereTheyMustBe() {
        Csv<String> csv = new Csv<>(List.of(new Column<>("text", row -> row), new Column<>("length", String::length)));

        assertThat(csv.text(List.of("plain", "a, b", "say \"no\"", "two\nlines")))
                .isEqualTo("text,length\nplain,5\n\"a, b\",4\n\"say \"\"no\"\"\",8\n\"two\nlines\",9\n");
    }

    @Test
    void text_absentValue_isAnEmptyCell() {
        Csv<String> csv = new Csv<>(List.of(new Column<>("a", _ -> null), new Column<>("b", row -> row)));

        assertThat(csv.text(List.of("x"))).isEqualTo("a,b\n,x\n");
    }
}
