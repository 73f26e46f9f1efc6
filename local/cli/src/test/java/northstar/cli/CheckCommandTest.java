package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final Path EXAMPLES = Run.HOME.resolve("examples");

    @TempDir
    private Path folder;

    @Test
    void check_definitions_saysWhatItFound() {
        Run run = Run.of(
                "check",
                EXAMPLES.resolve("charity-match/north-star.yaml"),
                EXAMPLES.resolve("charity-match/charity-match.yaml"));

        assertThat(run).isEqualTo(new Run(0, "1 North Star, 2 metrics, 1 experiment: fine\n", ""));
    }

    @Test
    void check_manyExperiments_warnsOfTheSilentNorthStar() {
        Run run = Run.of("check", EXAMPLES.resolve("asos/north-star.yaml"), EXAMPLES.resolve("asos/asos.yaml"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("1 North Star, 4 metrics, 78 experiments: fine\n");
        assertThat(run.err()).startsWith("warning: ").contains("coreValue == absent");
    }

    @Test
    void check_metricThatNobodyDefines_isRefused() throws IOException {
        Path file = Tables.written(
                folder, Tables.DEFINITION.replace("indicators: [bought]", "indicators: [clicks]"), Tables.users());

        Run run = Run.of("check", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("clicks");
    }

    @Test
    void check_metricOfTheFileBeside_isKnown() throws IOException {
        List<String> documents = List.of(Tables.DEFINITION.split("---\n"));
        Files.writeString(folder.resolve("metrics.yaml"), documents.get(0));
        Path file = Tables.written(folder, documents.get(1), Tables.users());

        assertThat(Run.of("check", file)).isEqualTo(new Run(0, "1 experiment: fine\n", ""));
    }

    @Test
    void check_metricOfTheNamedFile_isKnown() throws IOException {
        List<String> documents = List.of(Tables.DEFINITION.split("---\n"));
        Path elsewhere =
                Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("all.yaml"), documents.get(0));
        Path file = Tables.written(folder, documents.get(1), Tables.users());

        assertThat(Run.of("check", file, "--metrics", elsewhere)).isEqualTo(new Run(0, "1 experiment: fine\n", ""));
    }

    @Test
    void check_sameExperimentInTwoFiles_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, Tables.users());
        Path copy = Files.copy(file, folder.resolve("copy.yaml"));

        Run run = Run.of("check", file, copy);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(copy + ": ").contains("declared only once");
    }

    @Test
    void check_tableThatIsNotThere_isAWarning() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, Tables.users());
        Files.delete(folder.resolve("users.csv"));

        Run run = Run.of("check", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo("warning: " + file + ": checkout takes its data from " + folder.resolve("users.csv")
                        + ", which is not there\n");
    }

    @Test
    void check_severalErrors_tellsAllWithTheirLines() throws IOException {
        String definition = Tables.DEFINITION
                .replace("type: proportion", "type: share")
                .replace("  feature: checkout", "  feature: Check out");
        Path file = Tables.written(folder, definition, Tables.users());

        Run run = Run.of("check", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(file + ":4: metrics.bought.type == \"share\", must be "),
                        second -> assertThat(second)
                                .startsWith(file + ":8: experiment.feature == \"Check out\", must match "));
    }

    @Test
    void check_fileThatIsNotThere_isRefused() {
        assertThat(Run.of("check", "nowhere.yaml"))
                .isEqualTo(new Run(2, "", "nowhere.yaml == absent, must be a file\n"));
    }

    @Test
    void check_detailInAFolderNamedAfterItsType_isRead() {
        Path valid = Run.HOME.resolve("events/experiment-stopped/valid");

        Run run = Run.of("check", firstIn(valid));

        assertThat(run).isEqualTo(new Run(0, "1 Experiment Stopped: fine\n", ""));
    }

    @Test
    void check_envelopes_areCountedByType() throws IOException {
        String envelope =
                "{\"version\":\"0\",\"id\":\"e-1\",\"detail-type\":\"Experiment Stopped\",\"source\":\"growth\","
                        + "\"account\":\"123456789012\",\"time\":\"2026-10-05T00:00:00Z\",\"region\":\"eu-west-1\",\"resources\":[],"
                        + "\"detail\":{\"experiment\":\"checkout\",\"at\":\"2026-10-05T00:00:00Z\",\"reason\":\"done\"}}";
        Path file = Files.write(folder.resolve("events.ndjson"), List.of(envelope, "", envelope));

        assertThat(Run.of("check", file)).isEqualTo(new Run(0, "2 Experiment Stopped: fine\n", ""));
    }

    @Test
    void check_wrongEventOfMany_isRefusedWithItsLine() throws IOException {
        Path file = Files.write(
                folder.resolve("events.ndjson"),
                List.of(
                        "{\"experiment\":\"checkout\",\"at\":\"2026-10-05T00:00:00Z\",\"reason\":\"done\"}",
                        "{\"experiment\":\"checkout\",\"at\":\"2026-10-05\",\"reason\":\"done\"}"));

        Run run = Run.of("check", file, "--type", "Experiment Stopped");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(file + ":2: $.at == \"2026-10-05\", must be ");
    }

    @Test
    void check_detailOfUnknownType_isRefusedWithAdvice() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{}");

        Run run = Run.of("check", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(file + ": detail-type == absent, must be given in an envelope, by --type,");
    }

    @Test
    void check_unknownType_isRefusedWithThoseThatThereAre() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{}");

        assertThat(Run.of("check", file, "--type", "Launch").err())
                .startsWith("--type == \"Launch\", must be one of North Star Defined, ");
    }

    @Test
    void check_eventOver256Kilobytes_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{\"reason\":\"" + "a".repeat(300_000) + "\"}");

        Run run = Run.of("check", file, "--type", "Experiment Stopped");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(file + ": event == 300013 bytes, must be at most 262144 bytes");
    }

    private static Path firstIn(Path directory) {
        try (var files = Files.list(directory)) {
            return files.sorted().findFirst().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
