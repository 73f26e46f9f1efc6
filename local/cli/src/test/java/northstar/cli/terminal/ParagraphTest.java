package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {
    private static List<String> texts(Line text, int width, int indent, int hanging) {
        return Paragraph.lines(text, width, indent, hanging).stream()
                .map(Line::text)
                .toList();
    }

    @Test
    void lines_longText_breaksBetweenWords() {
        assertThat(texts(Line.of("one two three four"), 9, 0, 0)).containsExactly("one two", "three", "four");
    }

    @Test
    void lines_indented_movesAllLinesAndTheLaterOnesFurther() {
        assertThat(texts(Line.of("one two three four"), 11, 2, 1)).containsExactly("  one two", "   three", "   four");
    }

    @Test
    void lines_wordLongerThanTheWidth_standsAlone() {
        assertThat(texts(Line.of("an extraordinary one"), 5, 0, 0)).containsExactly("an", "extraordinary", "one");
    }

    @Test
    void lines_emphasisWithinAWord_isNotABreak() {
        Line text = Line.of("match", Emphasis.STRONG)
                .plus(": ")
                .plus("Win", Emphasis.GOOD)
                .plus(". It helps.");

        assertThat(texts(text, 11, 0, 0)).containsExactly("match: Win.", "It helps.");
        assertThat(Paragraph.lines(text, 80, 0, 0).getFirst().text()).isEqualTo(text.text());
    }

    @Test
    void cell_wordLongerThanTheCell_isBrokenAfterAHyphenOrAnywhere() {
        assertThat(Paragraph.cell(Line.of("a-long-name (on)"), 7))
                .extracting(Line::text)
                .containsExactly("a-long-", "name", "(on)");
        assertThat(Paragraph.cell(Line.of("abcdefghij"), 4))
                .extracting(Line::text)
                .containsExactly("abcd", "efgh", "ij");
    }

    @Test
    void lines_noText_isOneEmptyLine() {
        assertThat(texts(Line.EMPTY, 10, 0, 0)).containsExactly("");
    }
}
