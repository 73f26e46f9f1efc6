package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.portfolio.ActionTable.Outlook;
import northstar.portfolio.Releases.Release;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the code against the published table, {@code docs/actions.md}. */
class ActionTableTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "actions.md");

    private static List<Line> published = List.of();

    /** A line of the published table; the first one that fits a cell decides. */
    record Line(String feature, String experiment, String verdicts, String chance, String action) {
        static Line parse(String text) {
            List<String> cells =
                    Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
            return new Line(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
        }

        boolean fits(Release release, Status status, Verdict verdict, Outlook outlook) {
            return feature.equals(out(release))
                    && fits(experiment, ActionTableTest.words(status))
                    && fits(verdicts, ActionTableTest.words(verdict))
                    && fits(outlook);
        }

        private boolean fits(Outlook outlook) {
            return switch (chance) {
                case "any" -> true;
                case "at least 90 %" -> outlook == Outlook.LIKELY;
                case "above 50 %" -> outlook.compareTo(Outlook.HOPEFUL) <= 0;
                case "above 10 %" -> outlook.compareTo(Outlook.DOUBTFUL) <= 0;
                default -> throw new IllegalArgumentException(chance);
            };
        }

        private static boolean fits(String cell, String word) {
            return cell.equals("any") || Arrays.asList(cell.split(", ", -1)).contains(word);
        }

        private static String out(Release release) {
            return switch (release) {
                case NOT_OUT -> "not out";
                case OUT -> "out";
                case OUT_AND_HARMFUL -> "out, and harm was shown";
                case TAKEN_BACK -> "rolled back";
            };
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("cells")
    void choose_everyCell_isThePublishedAction(Release release, Status status, Verdict verdict, Outlook outlook) {
        Line first = published.stream()
                .filter(line -> line.fits(release, status, verdict, outlook))
                .findFirst()
                .orElseThrow();

        assertThat(words(ActionTable.choose(release, status, verdict, outlook))).isEqualTo(first.action());
    }

    @Test
    void choose_everyCell_shipsOnlyWithVerdictShip() {
        assertThat(cells().map(Cell::of).filter(cell -> cell.choice() == Action.Name.SHIP))
                .isNotEmpty()
                .allMatch(cell -> cell.verdict() == Verdict.SHIP && cell.release() == Release.NOT_OUT);
    }

    @Test
    void published_everyLine_decidesSomeCell() {
        assertThat(published)
                .hasSizeGreaterThan(15)
                .allSatisfy(line -> assertThat(cells().map(Cell::of)
                                .filter(cell -> published.stream()
                                        .filter(cell::fits)
                                        .findFirst()
                                        .equals(Optional.of(line))))
                        .isNotEmpty());
    }

    private record Cell(Release release, Status status, Verdict verdict, Outlook outlook) {
        static Cell of(Object[] cell) {
            return new Cell((Release) cell[0], (Status) cell[1], (Verdict) cell[2], (Outlook) cell[3]);
        }

        Action.Name choice() {
            return ActionTable.choose(release, status, verdict, outlook);
        }

        boolean fits(Line line) {
            return line.fits(release, status, verdict, outlook);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, LIKELY", "0.9, LIKELY", "0.8999, HOPEFUL", "0.5, DOUBTFUL", "0.1, UNLIKELY", "0, UNLIKELY"})
    void of_probability_hasItsClass(double probability, Outlook outlook) {
        assertThat(Outlook.of(probability)).isEqualTo(outlook);
    }

    static Stream<Object[]> cells() {
        return Arrays.stream(Release.values())
                .flatMap(release -> Arrays.stream(Status.values())
                        .flatMap(status -> Arrays.stream(Verdict.values())
                                .flatMap(verdict -> Arrays.stream(Outlook.values())
                                        .map(outlook -> new Object[] {release, status, verdict, outlook}))));
    }

    @BeforeAll
    static void read() throws IOException {
        published = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| feature |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Line::parse)
                .toList();
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
