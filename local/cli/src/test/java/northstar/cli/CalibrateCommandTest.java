package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    @TempDir
    private Path folder;

    private static List<String> users() {
        return users(500);
    }

    /** A spend that its history foretells, sessions, who bought, and a fortune that two users share. */
    private static List<String> users(int count) {
        Random random = new Random(8);
        List<String> lines = new ArrayList<>(List.of("id,spend,before,sessions,bought,fortune,constant,note"));
        for (int user = 1; user <= count; user++) {
            double before = 20 + 5 * random.nextGaussian();
            double spend = before + 3 * random.nextGaussian();
            lines.add("u" + user + "," + spend + "," + before + "," + (1 + random.nextInt(5)) + ","
                    + (random.nextInt(3) == 0 ? 1 : 0) + "," + (user <= 2 ? 1_000_000 : user % 3) + ",7,"
                    + (user == 3 ? "" : "\"a, b\""));
        }
        return lines;
    }

    private Path table(String name, List<String> lines) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bytes);
            }
        } else {
            Files.write(file, bytes);
        }
        return file;
    }

    private Run calibrate(Path table, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("calibrate", table, "--looks", "3"));
        arguments.addAll(List.of(options));
        return Run.of(arguments.toArray());
    }

    private static String row(Run run, String metric) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void calibrate_wellBehavedMetrics_areCalibrated() throws IOException {
        Run run = calibrate(
                table("users.csv", users()),
                "--metric",
                "spend",
                "--metric",
                "spend/sessions",
                "--metric",
                "bought",
                "--covariate",
                "before");

        assertThat(run.out())
                .contains("users.csv: 500 units, split at random 1,000 times into halves")
                .contains("By chance 33 to 69 of 1,000 are significant at 5 %.");
        assertThat(row(run, "spend ")).endsWith("Calibrated").doesNotContain("uneven");
        assertThat(row(run, "spend/sessions")).endsWith("Calibrated");
        assertThat(row(run, "bought")).endsWith("Calibrated");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void calibrate_fortuneOfMoreUnitsThanAreAskedThemselves_isNotCalibratedAndEndsWithOne() throws IOException {
        Run run = calibrate(table("users.csv", users(5_000)), "--metric", "fortune");

        assertThat(row(run, "fortune")).endsWith("Not calibrated");
        assertThat(run.out()).contains("Do not believe the results of a metric that is not calibrated");
        assertThat(run.exitCode()).isOne();
    }

    @Test
    void calibrate_fortuneOfFewUnits_isToldWhatTheGuardMakesOfIt() throws IOException {
        Run run = calibrate(table("users.csv", users()), "--metric", "fortune", "--metric", "spend");

        assertThat(run.out()).contains("fortune: a single check of a table").contains("no more than chance allows.");
        assertThat(row(run, "fortune ")).endsWith("  Calibrated");
        assertThat(run.out()).doesNotContain("spend: a single check");
    }

    @Test
    void calibrate_saved_isSaidByEveryEvaluationBesideIt() throws IOException {
        Path found = folder.resolve("calibration.csv");
        List<String> experiment = new ArrayList<>(List.of("group,fortune,spend"));
        for (int i = 0; i < 300; i++) {
            experiment.add((i % 2 == 0 ? "a" : "b") + "," + i % 3 + "," + i % 7);
        }
        Path table = table("experiment.csv", experiment);
        Path history = table("users.csv", users(5_000));

        calibrate(history, "--metric", "fortune", "--save", found);
        calibrate(history, "--metric", "spend", "--save", found);
        Run run = Run.of(
                "evaluate", table, "--variant", "group", "--control", "a", "--metric", "spend", "--metric", "fortune");

        assertThat(found).content().isEqualTo("calibrated,metric\nfalse,fortune\ntrue,spend\n");
        assertThat(run.out())
                .contains("Not calibrated (its test does not keep its promise), so do not believe it: fortune.");
        Files.delete(found);
        assertThat(Run.of("evaluate", table, "--variant", "group", "--control", "a", "--metric", "fortune")
                        .out())
                .doesNotContain("Not calibrated");
    }

    @Test
    void calibration_besideADefinition_isRead() throws IOException {
        Path yaml = Tables.written(folder, Tables.DEFINITION, Tables.users());
        Files.writeString(folder.resolve("calibration.csv"), "calibrated,metric\nfalse,amount\n");

        assertThat(Run.of("evaluate", yaml, "--format", "json").out()).contains("\"UNCALIBRATED\"");

        Files.writeString(folder.resolve("calibration.csv"), "calibrated,metric\nno,amount\n");
        assertThat(Run.of("evaluate", yaml).err())
                .contains("calibration.csv line 2: calibrated == \"no\", must be true or false, then a metric");
    }

    @Test
    void calibrate_sameSeed_printsTheSame() throws IOException {
        Path table = table("users.csv", users());

        String printed = calibrate(table, "--metric", "spend").out();
        assertThat(calibrate(table, "--metric", "spend").out()).isEqualTo(printed);
        assertThat(calibrate(table, "--metric", "spend", "--seed", "2").out()).isNotEqualTo(printed);
    }

    @Test
    void calibrate_otherFormatsOfTheSameTable_printTheSameNumbers() throws IOException {
        List<String> objects = new ArrayList<>();
        users().stream().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            objects.add("{\"id\": \"" + cells[0] + "\", \"spend\": " + cells[1] + "}");
        });
        String expected = row(calibrate(table("users.csv", users()), "--metric", "spend"), "spend");

        assertThat(row(calibrate(table("users.csv.gz", users()), "--metric", "spend"), "spend"))
                .isEqualTo(expected);
        assertThat(row(calibrate(table("users.ndjson", objects), "--metric", "spend"), "spend"))
                .isEqualTo(expected);
        assertThat(row(calibrate(table("users.ndjson.gz", objects), "--metric", "spend"), "spend"))
                .isEqualTo(expected);
    }

    @Test
    void calibrate_emptyCells_areWhatOneSaysTheyAre() throws IOException {
        List<String> lines = new ArrayList<>(List.of("spend,other"));
        Random random = new Random(2);
        for (int user = 0; user < 300; user++) {
            lines.add((user % 3 == 0 ? "" : String.valueOf(50 + random.nextGaussian())) + ",1");
        }
        Path table = table("gaps.csv", lines);

        String zero = row(calibrate(table, "--metric", "spend", "--missing", "zero"), "spend");
        String left = row(calibrate(table, "--metric", "spend", "--missing", "exclude"), "spend");

        assertThat(calibrate(table, "--metric", "spend").err()).contains("100 empty cells");
        assertThat(zero).isNotEqualTo(left);
    }

    @Test
    void calibrate_constantMetric_cannotBeTested() throws IOException {
        Run run = calibrate(table("users.csv", users()), "--metric", "constant");

        assertThat(row(run, "constant")).endsWith("Cannot be tested");
        assertThat(run.exitCode()).isOne();
    }

    @Test
    void calibrate_wrongInput_saysWhatMustBe() throws IOException {
        Path table = table("users.csv", users());

        assertThat(calibrate(table, "--metric", "visits").err())
                .contains("column \"visits\" == absent, must be one of \"id\", \"spend\"");
        assertThat(calibrate(table, "--metric", "id").err()).contains("column \"id\" == text, must be numbers");
        assertThat(calibrate(table, "--metric", "note").err())
                .contains("column \"note\" == 1 empty cells, must be filled in every row");
        assertThat(Run.of("calibrate", table, "--metric", "spend", "--splits", "5")
                        .err())
                .contains("--splits == 5, must be in [100, 100000]");
        assertThat(Run.of("calibrate", folder.resolve("none.csv"), "--metric", "spend")
                        .exitCode())
                .isEqualTo(2);
    }
}
