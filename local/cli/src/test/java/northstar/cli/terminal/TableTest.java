package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import northstar.cli.terminal.Table.Column;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table table() {
        return new Table(List.of(
                        Column.wrapped("name", 5),
                        Column.number("worth\na year", 0),
                        Column.number("chance", 2),
                        Column.text("note", 1)))
                .add(row("first one", "+12", "98 %", "safe"))
                .add(row("second", "−1,204", "3 %", ""));
    }

    private static List<Line> row(String... cells) {
        return Arrays.stream(cells).map(Line::of).toList();
    }

    private static List<String> texts(Table table, int width) {
        return table.lines(width).stream().map(Line::text).toList();
    }

    @Test
    void lines_enoughRoom_alignsColumns() {
        assertThat(texts(table(), 80))
                .containsExactly(
                        "            worth",
                        "name       a year  chance  note",
                        "first one     +12    98 %  safe",
                        "second     −1,204     3 %");
    }

    @Test
    void lines_littleRoom_wrapsWhatMayBeWrapped() {
        assertThat(texts(table(), 28))
                .containsExactly(
                        "         worth",
                        "name    a year  chance  note",
                        "first      +12    98 %  safe",
                        "one",
                        "second  −1,204     3 %");
    }

    @Test
    void lines_lessRoom_leavesOutWhatIsLeastNeeded() {
        assertThat(texts(table(), 21))
                .containsExactly(
                        "          worth", "name     a year  note", "first       +12  safe", "one", "second   −1,204");
    }

    @Test
    void lines_emptyColumn_isLeftOut() {
        Table table = new Table(List.of(Column.text("a", 0), Column.text("b", 1))).add(row("1", ""));

        assertThat(texts(table, 80)).containsExactly("a", "1");
    }

    @Test
    void lines_wideText_standsOverAllColumns() {
        Table table = new Table(List.of(Column.text("a", 0)))
                .addWide(Line.of("a sentence that is longer than the width"), 2)
                .add(row("1"));

        assertThat(texts(table, 20))
                .containsExactly("a", "  a sentence that is", "    longer than the", "    width", "1");
    }

    @Test
    void add_aCellTooFew_isRefused() {
        assertThatThrownBy(() -> table().add(row("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells.size == 1, must be 4");
    }
}
