package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Evaluation;
import northstar.events.Codec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final Path CHARITY = Run.HOME.resolve("examples/charity-match");
    private static final Path ASOS = Run.HOME.resolve("examples/asos/asos.yaml");

    @TempDir
    private Path folder;

    @Test
    void evaluate_charity_printsWhatAPersonLikesToRead() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"));

        assertThat(run).isEqualTo(new Run(0, Golden.text("charity-match.txt"), ""));
    }

    @Test
    void evaluate_charityWithHistory_saysWhatTheHistoryExplains() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match-cuped.yaml"));

        assertThat(run).isEqualTo(new Run(0, Golden.text("charity-match-cuped.txt"), ""));
    }

    @Test
    void evaluate_severalTreatments_sharesOneTable() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match-ratios.yaml"));

        assertThat(run).isEqualTo(new Run(0, Golden.text("charity-match-ratios.txt"), ""));
    }

    @Test
    void evaluate_details_addsTheMethodsNumbers() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"), "--details");

        assertThat(run).isEqualTo(new Run(0, Golden.text("charity-match-details.txt"), ""));
    }

    @Test
    void evaluate_withoutDetails_speaksNoStatistics() {
        String out = Run.of("evaluate", CHARITY.resolve("charity-match.yaml")).out();

        assertThat(out)
                .doesNotContainPattern("\\bp\\b")
                .doesNotContain("significan", "SRM", "null", "NaN", "look", "moments");
    }

    /** The sample of the contract, at the digits that stand there. */
    @Test
    void evaluate_charityAsJson_isTheSampleOfTheContract() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"), "--format", "json");
        Evaluation evaluation = Codec.evaluation().read(run.out());
        Effect response = evaluation.effects().get(1);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("{\"experiment\":\"charity-match\",\"feature\":\"matching-gift\",\"status\":\"COMPLETE\",")
                .contains("\"look\":1,\"final\":true,\"verdict\":\"INCONCLUSIVE\"")
                .contains("\"observed\":{\"control\":16687,\"match\":33396}")
                .contains("\"multipleExposure\":{\"units\":0,\"share\":0.0,\"passed\":true},\"preExposureBias\":null")
                .contains("\"metric\":\"response\",\"role\":\"indicator\",\"method\":\"welch\",\"adjustment\":\"none\"")
                .contains("\"unadjusted\":null,\"nonInferiority\":null,\"undefined\":null,\"flags\":[\"GATED\"]")
                .contains("\"engine\":\"duckdb\",\"northstar\":\"0.1.0\"");
        near(evaluation.health().sampleRatio().pValue(), 0.944582, 1e-6);
        near(evaluation.health().sampleRatio().eValue(), 0.22672, 1e-5);
        near(response.control().mean(), 0.017858, 1e-6);
        near(response.control().standardError(), 0.001025, 1e-6);
        near(response.treatment().mean(), 0.022039, 1e-6);
        near(response.treatment().standardError(), 0.000803, 1e-6);
        near(response.absolute().value(), 0.00418035, 1e-8);
        near(response.absolute().standardError(), 0.00130251, 1e-8);
        near(response.absolute().ciLower(), 0.00162740, 1e-8);
        near(response.absolute().ciUpper(), 0.00673331, 1e-8);
        near(response.relative().value(), 0.23408582, 1e-8);
        near(response.relative().standardError(), 0.08392480, 1e-8);
        near(response.relative().ciLower(), 0.0836112, 1e-7);
        near(response.relative().ciUpper(), 0.4162137, 1e-7);
        near(response.pValue(), 0.00133098, 1e-8);
        near(response.adjustedPValue(), 0.00133098, 1e-8);
    }

    @Test
    void evaluate_severalExperimentsAsJson_isAnArray() {
        Run run = Run.of("evaluate", ASOS, "--format", "json", "--as-of", "2020-01-03");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("[{\"experiment\":\"asos-").endsWith("}]\n");
    }

    @Test
    void evaluate_asCsv_hasARowForEachEffect() {
        List<String> lines = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"), "--format", "csv")
                .out()
                .lines()
                .toList();
        List<String> head = List.of(lines.getFirst().split(",", -1));

        assertThat(lines).hasSize(3);
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(head.size()));
        assertThat(head)
                .startsWith("experiment", "feature", "status", "asOf", "look", "final", "verdict")
                .contains("effects.control.mean", "effects.nonInferiority.pValue", "effects.unadjusted.relativeCiUpper")
                .doesNotHaveDuplicates();
        assertThat(lines.get(2).split(",", -1)[head.indexOf("effects.relativeEffect")])
                .startsWith("0.2340858246898");
        assertThat(lines.get(2).split(",", -1)[head.indexOf("effects.flags")]).isEqualTo("GATED");
    }

    @Test
    void evaluate_asOfADay_leavesLaterDataOut() {
        String day = Run.of("evaluate", ASOS, "--format", "csv", "--as-of", "2020-01-03")
                .out();
        String instant = Run.of("evaluate", ASOS, "--format", "csv", "--as-of", "2020-01-04T00:00:00Z")
                .out();

        assertThat(day).isEqualTo(instant).contains(",2020-01-04T00:00:00Z,").doesNotContain(",2020-01-04T12:00:00Z,");
    }

    @Test
    void evaluate_asOfBeforeTheFirstCheck_isRefused() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"), "--as-of", "2005-08-30");

        assertThat(run)
                .isEqualTo(new Run(
                        2, "", "--as-of == 2005-08-30, must not be before the first check (2005-09-01T00:00:00Z)\n"));
    }

    @Test
    void evaluate_asOfNoTime_isRefused() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"), "--as-of", "yesterday");

        assertThat(run)
                .isEqualTo(new Run(
                        2,
                        "",
                        "--as-of == \"yesterday\", must be a date (2026-10-15) or an instant with its zone"
                                + " (2026-10-15T00:00:00Z)\n"));
    }

    @Test
    void evaluate_wrongSizes_saysDontTrustAndEndsWell() throws IOException {
        String definition = Tables.DEFINITION
                .replace("key: control, weight: 0.5", "key: control, weight: 0.05")
                .replace("key: shorter, weight: 0.5", "key: shorter, weight: 0.95");

        Run run = Run.of("evaluate", Tables.written(folder, definition, Tables.users()));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("shorter: Don't trust. The groups do not have the planned sizes.")
                .contains(
                        "The groups do not have the planned sizes: 20 in control, 20 in shorter; planned were 2 and 38.");
    }

    @Test
    void evaluate_unitInTwoVariants_isLeftOutAndSaid() throws IOException {
        List<String> table = new java.util.ArrayList<>(Tables.users());
        table.add("u2,control,5,1,0");

        Run run = Run.of("evaluate", Tables.written(folder, Tables.DEFINITION, table));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("1 unit (2.5 %) met two variants and is left out: check how units are assigned.");
    }

    @Test
    void evaluate_metricThatNeverVaries_saysWhy() throws IOException {
        List<String> table = Tables.users().stream()
                .map(line -> line.replaceAll("^(u\\d+,\\w+),[^,]*,", "$1,0,"))
                .toList();

        Run run = Run.of("evaluate", Tables.written(folder, Tables.DEFINITION, table));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("shorter: Can't tell.", "How much it varies is unknown, or it does not vary at all: revenue")
                .doesNotContain("NaN");
    }

    @Test
    void evaluate_optionsOfATableForADefinition_areRefused() {
        Run run = Run.of("evaluate", CHARITY.resolve("charity-match.yaml"), "--variant", "group");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be a table where --variant, --control, --metric or --save are given");
    }

    @Test
    void evaluate_numbersReportedAsEvents_areAskedFor() throws IOException {
        String definition = Tables.DEFINITION
                .replace("units: {file: users.csv, unit: id, variant: group}", "aggregates: {}")
                .replace(", column: amount", "")
                .replace(", column: bought", "");

        Run run = Run.of("evaluate", Tables.written(folder, definition, Tables.users()));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("data.aggregates.file of checkout == absent, must be given here");
    }

    @Test
    void evaluate_aggregatesWithoutRowsOfTheExperiment_isRefused() throws IOException {
        String definition = Tables.DEFINITION
                .replace(
                        "units: {file: users.csv, unit: id, variant: group}",
                        "aggregates: {file: daily.csv, where: {experiment: other}}")
                .replace(", column: amount", "")
                .replace(", column: bought", "");
        Path file = Tables.written(folder, definition, Tables.users());
        Files.write(
                folder.resolve("daily.csv"),
                List.of("experiment,at,variant,metric,n,mean,variance", "checkout,1,control,revenue,100,1,1"));

        Run run = Run.of("evaluate", file);

        assertThat(run)
                .isEqualTo(new Run(
                        2,
                        "",
                        folder.resolve("daily.csv") + ": rows of checkout == 0, must be at least 1 (see where)\n"));
    }

    private static void near(@Nullable Double actual, double expected, double tolerance) {
        assertThat(Objects.requireNonNull(actual)).isCloseTo(expected, within(tolerance));
    }
}
