package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The North Stars under {@code examples/north-stars} are sound, and can be measured. */
class NorthStarExamplesTest {
    private static final Path FOLDER = Run.HOME.resolve("examples/north-stars");
    private static final String VANITY = "daily-visitors";
    private static final String AFTER_ALL_WINDOWS = "2026-10-01";

    @TempDir
    private Path lake;

    static Stream<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void folder_holdsTheNorthStarsThatProductWritersName() {
        assertThat(names())
                .containsExactlyElementsOf(List.of(
                        "active-listening-time",
                        "active-users",
                        "daily-purchase-value",
                        VANITY,
                        "files-shared",
                        "files-uploaded",
                        "gross-merchandise-value",
                        "messages-per-team",
                        "new-customers",
                        "nights-booked",
                        "paying-customers",
                        "reading-time",
                        "retention",
                        "shares",
                        "subscribers",
                        "tasks-completed",
                        "transactions",
                        "weekly-first-orders"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void check_example_isFineAndOnlyVanityIsWarnedOf(String name) {
        Run run = Run.of("check", FOLDER.resolve(name + ".yaml"));

        assertThat(run.exitCode()).isZero();
        if (name.equals(VANITY)) {
            assertThat(run.err().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("should tell value for customers:"
                            + " visits can rise without it: people can be sent to a page that gives them nothing"));
        } else {
            assertThat(run.err()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void simulateAndEvaluate_example_measuresTheNorthStarMetric(String name) {
        Path file = FOLDER.resolve(name + ".yaml");

        Run simulated = Run.of("simulate", file, "--lake", lake, "--units", 200, "--days", 1);
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        Run evaluated = Run.of("evaluate", file, "--lake", lake, "--as-of", AFTER_ALL_WINDOWS, "--format", "csv");

        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
        List<String> head =
                List.of(evaluated.out().lines().findFirst().orElseThrow().split(",", -1));
        List<String> northStar = evaluated
                .out()
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .filter(row -> row.contains("north-star"))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(northStar.get(head.indexOf("effects.control.mean"))))
                .isPositive();
        assertThat(Double.parseDouble(northStar.get(head.indexOf("effects.standardError"))))
                .isPositive();
    }
}
