package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of wrong input is refused in one line that says where it stands and what it must be. */
class WrongInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            unknown key                | '  feature: checkout'     | '  feature: checkout\\n  colour: red' | :9: experiment.colour == unknown key, must be one of key,
            wrong type                 | 'metric: revenue,'        | 'metric: [revenue],'                  | :1: northStar.metric == a list of 1, must be a text
            weights that lack a tenth  | 'shorter, weight: 0.5'    | 'shorter, weight: 0.4'                | :6: experiment: sum of variants[].weight == 0.9, must be 1 within 1.0E-6
            weight that is NaN         | 'shorter, weight: 0.5'    | 'shorter, weight: .nan'               | :9: experiment.variants[1].weight == .nan, must be a number
            weight that is infinite    | 'shorter, weight: 0.5'    | 'shorter, weight: .inf'               | :9: experiment.variants[1].weight == .inf, must be a number
            no control                 | ', control: true'         | ''                                    | :6: experiment: variants with control: true == 0, must be exactly 1
            two controls               | 'shorter, weight: 0.5'    | 'shorter, weight: 0.5, control: true' | :6: experiment: variants with control: true == 2, must be exactly 1
            variant named twice        | 'key: shorter'            | 'key: control'                        | :9: experiment.variants[1].key == "control", must be named only once
            end before start           | '2026-10-15'              | '2026-09-15'                          | :11: experiment.end == 2026-09-15T00:00:00Z, must be after start (2026-10-01T00:00:00Z)
            time without zone          | '2026-10-01T00:00:00Z'    | '2026-10-01T00:00:00'                 | :10: experiment.start == "2026-10-01T00:00:00", must be an instant with a zone
            metric that is not defined | 'indicators: [bought]'    | 'indicators: [clicks]'                | : metric "clicks" of checkout == absent, must be defined in it, in --metrics,
            North Star of another name | '  indicators'            | '  northStar: growth\\n  indicators'  | : northStar of checkout == "growth", must be defined in it,
            """)
    void definition_broken_isRefused(String what, String good, String bad, String message) throws IOException {
        String definition = Tables.DEFINITION.replace(unquoted(good), unquoted(bad));
        Path file = Tables.written(folder, definition, Tables.users());

        Run run = Run.of("evaluate", file);

        assertRefused(run, file + message, what);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            NaN               | u5,control,NaN,1,0       | line 6: amount == "NaN", must be a finite number
            infinity          | u5,control,Infinity,1,0  | line 6: amount == "Infinity", must be a finite number
            empty cell        | u5,control,,1,0          | line 6: amount == "", must be a number
            text for a number | u5,control,much,1,0      | line 6: amount == "much", must be a number
            not zero or one   | u5,control,1,2,0         | line 6: bought == "2", must be 0 or 1
            unknown variant   | u5,blue,1,1,0            | line 6: group == "blue", must be one of "control", "shorter"
            the same unit     | u3,control,1,1,0         | lines 4, 6: id == the same unit in variant "control", must be in one row only
            a cell too few    | u5,control,1,1           | line 6: cells == 4, must be 5 as in the head
            """)
    void row_broken_isRefusedWithItsLine(String what, String row, String message) throws IOException {
        List<String> table = new ArrayList<>(Tables.users());
        table.set(5, row);
        Path file = Tables.written(folder, Tables.DEFINITION, table);

        Run run = Run.of("evaluate", file);

        assertRefused(run, folder.resolve("users.csv") + " " + message, what);
    }

    @Test
    void table_withoutAColumn_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION.replace("column: amount", "column: sum"), Tables.users());

        assertRefused(
                Run.of("evaluate", file),
                folder.resolve("users.csv")
                        + ": column \"sum\" == absent, must be one of \"id\", \"group\", \"amount\", \"bought\"",
                "column");
    }

    @Test
    void table_thatIsNotThere_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, Tables.users());
        Files.delete(folder.resolve("users.csv"));

        assertRefused(
                Run.of("evaluate", file), folder.resolve("users.csv") + ": file == absent, must be a file", "absent");
    }

    @Test
    void table_empty_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, List.of());

        assertRefused(Run.of("evaluate", file), folder.resolve("users.csv") + ": file == empty, must be", "empty");
    }

    @Test
    void table_ofAHeadAlone_isRefused() throws IOException {
        Path file =
                Tables.written(folder, Tables.DEFINITION, List.of(Tables.users().getFirst()));

        assertRefused(
                Run.of("evaluate", file), folder.resolve("users.csv") + ": rows == 0, must be at least 1", "head");
    }

    @Test
    void table_binary_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, Tables.users());
        byte[] bytes = new byte[4_096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        Files.write(folder.resolve("users.csv"), bytes);

        assertRefused(Run.of("evaluate", file), folder.resolve("users.csv") + " line 1: text == binary data", "binary");
    }

    @Test
    void table_truncatedGzip_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION.replace("users.csv", "users.csv.gz"), Tables.users());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(String.join("\n", Tables.users()).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("users.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));

        assertRefused(
                Run.of("evaluate", file),
                folder.resolve("users.csv.gz") + ": gzip == truncated, must be complete",
                "gzip");
    }

    @Test
    void definition_empty_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.yaml"), "");

        assertRefused(Run.of("evaluate", file), file + ": file == empty, must declare something", "empty");
    }

    @Test
    void definition_withoutExperiment_isRefused() throws IOException {
        Path file =
                Files.writeString(folder.resolve("metrics.yaml"), "metrics: {revenue: {type: mean, column: amount}}");

        assertRefused(Run.of("evaluate", file), file + ": experiments == 0, must be at least 1", "none");
    }

    @Test
    void definition_binary_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertRefused(Run.of("evaluate", file), file + ": text == 4 bytes, must be UTF-8", "binary");
    }

    @Test
    void definition_ofTenThousandLevels_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("deep.yaml"), "a: " + "[".repeat(10_000) + "]".repeat(10_000));

        Run run = Run.of("evaluate", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be nested at most 64 levels deep").doesNotContain("Exception");
    }

    @Test
    void definition_thatGrowsWhenRead_isRefusedAtOnce() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", List.of(before, before, before, before, before, before, before, before)));
            bomb.append("]\n");
        }
        Path file = Files.writeString(folder.resolve("bomb.yaml"), bomb);

        Run run = Run.of("evaluate", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("Exception", "Error");
    }

    @Test
    void events_withoutALake_areRefused() throws IOException {
        String definition =
                Tables.DEFINITION.replace("units: {file: users.csv, unit: id, variant: group}", "events: {}");
        Path file = Tables.written(folder, definition, Tables.users());

        assertRefused(
                Run.of("evaluate", file),
                "--lake == absent, must be the folder of the lake, where the data of checkout are events",
                "no lake");
    }

    private static void assertRefused(Run run, String message, String what) {
        assertThat(run.exitCode()).as(what).isEqualTo(2);
        assertThat(run.out()).as(what).isEmpty();
        assertThat(run.err().lines()).as(what).hasSize(1);
        assertThat(run.err()).as(what).startsWith(message);
    }

    /** Returns a cell of the table above: without its apostrophes, its line breaks real. */
    private static String unquoted(String cell) {
        return cell.substring(1, cell.length() - 1).replace("\\n", "\n");
    }
}
