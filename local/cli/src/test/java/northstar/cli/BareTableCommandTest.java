package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BareTableCommandTest {
    @TempDir
    private Path folder;

    private Path table = Path.of("");

    @BeforeEach
    void writeTable() throws IOException {
        table = Files.write(folder.resolve("Users (May).csv"), Tables.users());
    }

    private Run evaluate(String... options) {
        List<Object> arguments = new ArrayList<>(List.of("evaluate", table, "--variant", "group"));
        arguments.addAll(List.of(options));
        return Run.of(arguments.toArray());
    }

    @Test
    void evaluate_numbersAndZeroOnes_areMeansAndProportions() {
        Run run = evaluate("--control", "control", "--metric", "amount", "--metric", "bought");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("users-may · complete, checked at the end (2026-11-22)\n\nshorter: ")
                .containsPattern("North Star Metric\n  amount +\\d")
                .containsPattern("Leading indicators\n  bought +\\d+(\\.\\d+)? %")
                .contains("Whether the groups have the planned sizes is unknown: the planned sizes are not declared"
                        + " (20 in\n  control, 20 in shorter).");
    }

    @Test
    void evaluate_withWeights_checksTheSizes() {
        Run run = evaluate("--control", "control", "--metric", "amount", "--weights", "control=0.5,shorter=0.5");

        assertThat(run.out()).contains("The groups have the planned sizes (20 in control, 20 in shorter).");
    }

    @Test
    void evaluate_withCovariate_takesItOut() {
        Run run = evaluate("--control", "control", "--metric", "amount", "--covariate", "visits");

        assertThat(run.out())
                .contains("The groups were alike before the experiment began.")
                .contains("What was known of each unit before the experiment explains");
    }

    @Test
    void evaluate_saved_isADefinitionThatGivesTheSameNumbers() throws IOException {
        Path yaml = Files.createDirectory(folder.resolve("later")).resolve("users.yaml");
        String[] options = {
            "--control",
            "control",
            "--metric",
            "amount",
            "--metric",
            "bought",
            "--covariate",
            "visits",
            "--unit",
            "id",
            "--feature",
            "Shorter checkout",
            "--weights",
            "control=0.5,shorter=0.5",
            "--format",
            "json"
        };
        List<String> saving = new ArrayList<>(List.of(options));
        saving.addAll(List.of("--save", yaml.toString()));

        Run bare = evaluate(saving.toArray(String[]::new));
        Run check = Run.of("check", yaml);
        Run saved = Run.of("evaluate", yaml, "--format", "json");

        assertThat(bare.exitCode()).isZero();
        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).isEqualTo("1 North Star, 2 metrics, 1 experiment: fine\n");
        assertThat(saved).isEqualTo(bare);
        assertThat(Files.readString(yaml)).contains("file: \"../Users (May).csv\"", "feature: shorter-checkout");
    }

    @Test
    void evaluate_savedWithNamesThatNeedQuotes_givesTheSameNumbers() throws IOException {
        List<String> lines = new ArrayList<>(Tables.users());
        lines.replaceAll(
                line -> line.replace(",control,", ",\"No: \"\"A\"\"\",").replace(",shorter,", ",yes,"));
        lines.set(0, "id,group,\"amount, in €\",on,visits");
        Files.write(table, lines);
        Path yaml = folder.resolve("users.yaml");

        Run bare = evaluate(
                "--control",
                "No: \"A\"",
                "--metric",
                "amount, in €",
                "--metric",
                "on",
                "--format",
                "json",
                "--save",
                yaml.toString());

        assertThat(bare.exitCode()).isZero();
        assertThat(Run.of("evaluate", yaml, "--format", "json")).isEqualTo(bare);
        assertThat(bare.out()).contains("\"variant\":\"yes\"", "\"metric\":\"amount-in\"", "\"control\":");
    }

    @Test
    void evaluate_emptyCells_areAsTheOptionSays() throws IOException {
        List<String> lines = new ArrayList<>(Tables.users());
        lines.set(5, "u5,control,,1,0");
        Files.write(table, lines);
        Path yaml = folder.resolve("users.yaml");

        Run refused = evaluate("--control", "control", "--metric", "amount");
        Run excluded = evaluate(
                "--control",
                "control",
                "--metric",
                "amount",
                "--missing",
                "exclude",
                "--format",
                "json",
                "--save",
                yaml.toString());

        assertThat(refused).isEqualTo(new Run(2, "", table + " line 6: amount == \"\", must be a number\n"));
        assertThat(excluded.out()).contains("\"control\":{\"n\":19,");
        assertThat(Run.of("evaluate", yaml, "--format", "json")).isEqualTo(excluded);
    }

    @Test
    void evaluate_noMetric_isAskedFor() {
        assertThat(evaluate("--control", "control"))
                .isEqualTo(new Run(2, "", "--metric == absent, must name a column of " + table + "\n"));
    }

    @Test
    void evaluate_noControl_isAskedFor() {
        assertThat(evaluate("--metric", "amount"))
                .isEqualTo(new Run(2, "", "--control == absent, must be the value of --variant that is control\n"));
    }

    @Test
    void evaluate_noVariant_isAskedFor() {
        assertThat(Run.of("evaluate", table, "--metric", "amount", "--control", "control"))
                .isEqualTo(new Run(
                        2, "", "--variant == absent, must be the column of " + table + " that tells the variant\n"));
    }

    @Test
    void evaluate_unknownControl_isRefusedWithWhatThereIs() {
        assertThat(evaluate("--control", "A", "--metric", "amount"))
                .isEqualTo(new Run(2, "", table + ": --control == \"A\", must be one of \"control\", \"shorter\"\n"));
    }

    @Test
    void evaluate_unknownColumn_isRefusedWithWhatThereIs() {
        assertThat(evaluate("--control", "control", "--metric", "sum").err())
                .startsWith(table + ": column \"sum\" == absent, must be one of \"id\", \"group\", \"amount\"");
    }

    @Test
    void evaluate_columnOfText_isRefused() {
        assertThat(evaluate("--control", "control", "--metric", "id"))
                .isEqualTo(new Run(2, "", table + ": column \"id\" == text, must be numbers in every row\n"));
    }

    @Test
    void evaluate_weightOfNoVariant_isRefused() {
        assertThat(evaluate("--control", "control", "--metric", "amount", "--weights", "A=0.5,shorter=0.5"))
                .isEqualTo(
                        new Run(2, "", table + ": --weights of \"A\", must be of one of \"control\", \"shorter\"\n"));
    }

    @Test
    void evaluate_weightsThatLackAVariant_areRefused() {
        Run run = evaluate("--control", "control", "--metric", "amount", "--weights", "shorter=0.5");

        assertThat(run).isEqualTo(new Run(2, "", table + ": variants with a weight == 1, must be all 2 or none\n"));
    }

    @Test
    void evaluate_metricNamedTwice_isRefused() {
        Run run = evaluate("--control", "control", "--metric", "amount", "--metric", "amount");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--metric[1] == \"amount\", must be named only once");
    }

    @Test
    void evaluate_oneGroupAlone_isRefused() throws IOException {
        Files.write(
                table,
                Tables.users().stream()
                        .filter(line -> !line.contains("shorter"))
                        .toList());

        Run run = evaluate("--control", "control", "--metric", "amount");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(table + ": variants.length == 1, must be in [2, 50]\n");
    }

    @Test
    void evaluate_saveToAFolderThatIsNotThere_isRefused() {
        Path nowhere = folder.resolve("nowhere/users.yaml");

        assertThat(evaluate("--control", "control", "--metric", "amount", "--save", nowhere.toString()))
                .isEqualTo(new Run(2, "", "--save == " + nowhere + ", must be a file that can be written\n"));
    }
}
