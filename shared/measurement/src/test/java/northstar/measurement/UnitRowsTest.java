package northstar.measurement;

import static northstar.measurement.Trial.mean;
import static northstar.measurement.Trial.ratio;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import northstar.domain.definition.Cap;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.PinnedExperiment;
import northstar.lake.engine.DuckDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitRowsTest {
    @TempDir
    Path folder;

    private final DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());

    @AfterEach
    void close() {
        engine.close();
    }

    private UnitRows rows(PinnedExperiment pinned, String table) throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), table);
        return UnitTable.open(engine, file, "users.csv").rows(pinned);
    }

    @Test
    void of_metric_isTheUnitsOfTheVariantInAscendingOrder() throws IOException {
        UnitRows rows = rows(
                new Trial().metrics(mean("gift", "gift")).pinned(),
                "arm,gift\nmatch,9\ncontrol,3\ncontrol,1\nmatch,2\n");

        assertThat(rows.of("gift", "control")).isDeepEqualTo(new double[][] {{1}, {3}});
        assertThat(rows.of("gift", "match")).isDeepEqualTo(new double[][] {{2}, {9}});
    }

    @Test
    void of_ratio_isNumeratorAndDenominator() throws IOException {
        UnitRows rows = rows(
                new Trial().metrics(ratio("rate", "orders", "visits")).pinned(),
                "arm,orders,visits\ncontrol,1,4\nmatch,2,5\n");

        assertThat(rows.of("rate", "match")).isDeepEqualTo(new double[][] {{2, 5}});
    }

    @Test
    void of_cappedMetric_isCapped() throws IOException {
        UnitRows rows = rows(
                new Trial().metrics(mean("gift", "gift", new Cap.Value(5))).pinned(),
                "arm,gift\ncontrol,1\nmatch,90\nmatch,2\n");

        assertThat(rows.of("gift", "match")).isDeepEqualTo(new double[][] {{2}, {5}});
    }

    @Test
    void of_unitsThatDoNotCount_areLeftOut() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units("id", Map.of(), MissingMetric.EXCLUDE, "")
                .pinned();

        UnitRows rows = rows(pinned, "id,arm,gift\na,control,1\nb,control,\nc,match,2\nd,control,3\nd,match,3\n");

        assertThat(rows.of("gift", "control")).isDeepEqualTo(new double[][] {{1}});
        assertThat(rows.of("gift", "match")).isDeepEqualTo(new double[][] {{2}});
    }
}
