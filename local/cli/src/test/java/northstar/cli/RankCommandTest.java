package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.events.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankCommandTest {
    private static final Path ASOS = Run.HOME.resolve("examples/asos");

    @TempDir
    private Path folder;

    @Test
    void rank_asos_printsWhatAPersonLikesToRead() {
        Run run = Run.of("rank", ASOS.resolve("asos.yaml"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(Golden.text("asos-ranking.txt"));
    }

    @Test
    void rank_folder_ranksTheDefinitionsInIt() {
        String json = Run.of("rank", ASOS, "--format", "json").out();

        assertThat(json)
                .isEqualTo(Run.of("rank", ASOS.resolve("asos.yaml"), "--format", "json")
                        .out());
    }

    @Test
    void rank_asosAsJson_accountsForEachTreatment() {
        Ranking ranking =
                Codec.ranking().read(Run.of("rank", ASOS, "--format", "json").out());
        long ranked = ranking.features().stream()
                .mapToLong(feature -> 1 + feature.alternatives().size())
                .sum();

        assertThat(ranking.northStar()).isEqualTo("metric-4");
        assertThat(ranked + ranking.notRanked().size()).isEqualTo(99);
        assertThat(ranking.notRanked()).hasSize(5);
        assertThat(ranking.features()).extracting(RankedFeature::rank).isSorted();
    }

    @Test
    void rank_asCsv_hasARowForEachFeatureAndForWhatCannotBeRanked() {
        List<String> lines =
                Run.of("rank", ASOS, "--format", "csv").out().lines().toList();
        List<String> head = List.of(lines.getFirst().split(",", -1));

        assertThat(head)
                .startsWith("northStar", "asOf", "rank", "rankLower", "rankUpper", "probabilityBest", "feature")
                .contains("direct.effect", "posteriorMean", "yearlyGain", "action.name", "reason");
        assertThat(lines).hasSize(1 + 75 + 5);
        assertThat(lines.getLast()).startsWith("metric-4,").endsWith(",NO_VARIANCE");
    }

    @Test
    void rank_byEffort_putsCheapGainsFirstAndKeepsLossesLast() throws IOException {
        Path file = Files.writeString(folder.resolve("three.yaml"), """
                northStar: {key: revenue, metric: revenue}
                metrics: {revenue: {type: mean}}
                defaults:
                  variants: [{key: control, control: true}, {key: treated}]
                  start: 2026-10-01T00:00:00Z
                  end: 2026-10-08T00:00:00Z
                  analysis: {method: fixed}
                  data: {aggregates: {file: daily.csv}}
                experiments:
                  - {key: dear, feature: dear, effort: 50, data: {aggregates: {where: {experiment: dear}}}}
                  - {key: cheap, feature: cheap, effort: 1, data: {aggregates: {where: {experiment: cheap}}}}
                  - {key: unknown, feature: unknown, data: {aggregates: {where: {experiment: unknown}}}}
                  - {key: small-loss, feature: small-loss, effort: 1, data: {aggregates: {where: {experiment: small-loss}}}}
                  - {key: dear-loss, feature: dear-loss, effort: 900, data: {aggregates: {where: {experiment: dear-loss}}}}
                """);
        Files.writeString(
                folder.resolve("daily.csv"),
                "experiment,at,variant,metric,n,mean,variance\n"
                        + rows("dear", 1.05)
                        + rows("cheap", 1.02)
                        + rows("unknown", 1.04)
                        + rows("small-loss", 0.98)
                        + rows("dear-loss", 0.94));

        assertThat(features("--by", "worth", file))
                .containsExactly("dear", "unknown", "cheap", "small-loss", "dear-loss");
        assertThat(features("--by", "effort", file))
                .containsExactly("cheap", "dear", "unknown", "small-loss", "dear-loss");
    }

    private static String rows(String experiment, double mean) {
        return experiment + ",7,control,revenue,100000,1,1\n" + experiment + ",7,treated,revenue,100000," + mean
                + ",1\n";
    }

    private static List<String> features(Object... arguments) {
        Run run = Run.of("rank", arguments[0], arguments[1], arguments[2], "--format", "json");
        return Codec.ranking().read(run.out()).features().stream()
                .map(RankedFeature::feature)
                .toList();
    }

    @Test
    void rank_severalNorthStars_ranksEachByItself() throws IOException {
        Path charity = Run.HOME.resolve("examples/charity-match/charity-match.yaml");
        Path own = Tables.written(folder, Tables.DEFINITION, Tables.users());

        Run json = Run.of("rank", charity, own, "--format", "json");
        Run table = Run.of("rank", charity, own);

        assertThat(json.out())
                .startsWith("[{\"asOf\":")
                .contains("\"northStar\":\"giving\"", "\"northStar\":\"revenue\"");
        assertThat(table.out())
                .contains(
                        "1 feature ranked by what each is worth on dollars",
                        "1 feature ranked by what each is worth on revenue");
    }

    @Test
    void rank_asOfAnEarlierDay_saysTooEarly() {
        Ranking ranking = Codec.ranking()
                .read(Run.of("rank", ASOS, "--format", "json", "--as-of", "2020-01-03")
                        .out());

        assertThat(ranking.asOf()).hasToString("2020-01-04T00:00:00Z");
        assertThat(ranking.features())
                .extracting(feature -> feature.lead().verdict().name())
                .contains("TOO_EARLY");
    }

    @Test
    void rank_folderWithoutExperiments_isRefused() {
        assertThat(Run.of("rank", folder))
                .isEqualTo(new Run(2, "", folder + ": experiments == 0, must be at least 1\n"));
    }

    @Test
    void rank_sameExperimentInTwoFiles_isRefused() throws IOException {
        Path file = Tables.written(folder, Tables.DEFINITION, Tables.users());
        Path copy = Files.copy(file, folder.resolve("copy.yaml"));

        assertThat(Run.of("rank", file, copy))
                .isEqualTo(new Run(
                        2,
                        "",
                        copy + ": experiment.key == \"checkout\", must be declared only once (it is in " + file
                                + " too)\n"));
    }

    @Test
    void rank_twice_givesTheSameText() {
        String first = Run.of("rank", ASOS).out();

        assertThat(Objects.requireNonNull(first)).isEqualTo(Run.of("rank", ASOS).out());
    }
}
