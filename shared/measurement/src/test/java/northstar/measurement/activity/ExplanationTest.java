package northstar.measurement.activity;

import static northstar.measurement.activity.EventTrial.activity;
import static northstar.measurement.activity.EventTrial.capped;
import static northstar.measurement.activity.EventTrial.days;
import static northstar.measurement.activity.EventTrial.exposure;
import static northstar.measurement.activity.EventTrial.hour;
import static northstar.measurement.activity.EventTrial.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import northstar.domain.definition.Cap;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.Explanation.Cohort;
import northstar.measurement.activity.Explanation.Statement;
import northstar.measurement.activity.Explanation.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
    @TempDir
    private static Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 8);
    }

    private static Explanation explain(RowsLake lake, PinnedExperiment pinned, String key, Instant at) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            return new LakeMeasurement(engine, lake).explain(pinned, key, at);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void explain_eachMetricOfADrawnLake_hasTheSumsOfTheMeasurement(long seed) {
        RandomLake random = new RandomLake(seed);
        PinnedExperiment pinned = random.experiment();
        RowsLake lake = random.rows(folder.resolve("seed-" + seed));
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            LakeMeasurement measurement = new LakeMeasurement(engine, lake);
            List<Measurement> looks = measurement.replay(pinned, pinned.finalLook());
            for (Measurement look : List.of(looks.get(looks.size() / 2), looks.getLast())) {
                for (String key : pinned.metrics().keySet()) {
                    Explanation explanation = measurement.explain(pinned, key, look.at());
                    assertThat(explanation.at()).isEqualTo(look.at());
                    assertThat(explanation.crossed()).isEqualTo(look.multiplyExposedUnits());
                    assertThat(explanation.early()).isEqualTo(look.earlyExposedUnits());
                    look.variants().forEach((variant, moments) -> {
                        assertThat(explanation.units().get(variant)).isEqualTo(moments.units());
                        var mature = explanation.mature().get(variant);
                        assertThat(mature == null ? null : mature.metrics().get(key))
                                .isEqualTo(moments.metrics().get(key));
                        assertThat(mature == null ? null : mature.quantiles().get(key))
                                .isEqualTo(moments.quantiles().get(key));
                    });
                }
            }
        }
    }

    private static RowsLake fewUnits(String name) {
        return new RowsLake(folder.resolve(name))
                .exposed(
                        exposure("c1", "control", hour(1)),
                        exposure("c2", "control", hour(30)),
                        exposure("t1", "treatment", hour(2)),
                        exposure("both", "control", hour(3)),
                        exposure("both", "treatment", hour(4)),
                        exposure("early", "treatment", hour(-1)),
                        exposure("early", "treatment", hour(5)),
                        exposure("odd", "purple", hour(6)),
                        exposure("odd", "purple", hour(7)))
                .did(
                        activity("c1", "buy", hour(2), 4.0),
                        activity("t1", "buy", hour(3), 100.0),
                        activity("early", "buy", hour(6), 10.0),
                        activity("c2", "buy", hour(31), 6.0));
    }

    @Test
    void explain_fewUnits_saysWhoIsInAndWhoIsNot() {
        PinnedExperiment pinned = new EventTrial()
                .metrics(sum("spend", "buy", days(1)))
                .window(hour(0), hour(96))
                .pinned();

        Explanation explanation = explain(fewUnits("who"), pinned, "spend", hour(48));

        assertThat(explanation.units()).isEqualTo(Map.of("control", 2L, "treatment", 2L));
        assertThat(explanation.crossed()).isEqualTo(1);
        assertThat(explanation.early()).isEqualTo(1);
        assertThat(explanation.unknown()).containsExactly(new Unknown("purple", 2, 1));
        assertThat(explanation.cap()).isNull();
        assertThat(explanation.isPending()).isFalse();
        assertThat(explanation.cohorts())
                .containsExactly(
                        new Cohort(
                                EventTrial.START.atOffset(ZoneOffset.UTC).toLocalDate(),
                                true,
                                new TreeMap<>(Map.of("control", 1L, "treatment", 2L)),
                                new TreeMap<>(Map.of("control", 4.0, "treatment", 55.0))),
                        new Cohort(
                                EventTrial.START
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .plusDays(1),
                                false,
                                new TreeMap<>(Map.of("control", 1L)),
                                new TreeMap<>()));
        assertThat(explanation.exposures().rows()).isEqualTo(8);
        assertThat(explanation.activities().rows()).isEqualTo(4);
    }

    @Test
    void explain_cap_saysHowManyUnitsAreCut() {
        PinnedExperiment pinned = new EventTrial()
                .metrics(capped("spend", "buy", days(1), new Cap.Value(8)))
                .pinned();

        Explanation explanation = explain(fewUnits("cap"), pinned, "spend", pinned.finalLook());

        assertThat(explanation.cap())
                .isEqualTo(new Explanation.CapInForce(8, new TreeMap<>(Map.of("control", 0L, "treatment", 2L))));
    }

    @Test
    void explain_capAtAQuantile_waitsUntilItIsFixed() {
        PinnedExperiment pinned = new EventTrial()
                .metrics(capped("spend", "buy", days(1), new Cap.Quantile(0.5, false)))
                .pinned();
        RowsLake lake = fewUnits("pending");

        assertThat(explain(lake, pinned, "spend", hour(48)).isPending()).isTrue();
        assertThat(explain(lake, pinned, "spend", hour(48)).cap()).isNull();
        Explanation last = explain(lake, pinned, "spend", pinned.finalLook());
        assertThat(last.isPending()).isFalse();
        assertThat(last.cap())
                .isEqualTo(new Explanation.CapInForce(8, new TreeMap<>(Map.of("control", 0L, "treatment", 2L))));
    }

    @Test
    void explain_statements_showTheMetricAloneAndNoFolder() {
        PinnedExperiment pinned = spending();

        List<Statement> statements =
                explain(fewUnits("shown"), pinned, "spend", hour(48)).statements();

        assertThat(statements).extracting(Statement::purpose).hasSize(5).doesNotHaveDuplicates();
        assertThat(statements.stream().map(Statement::sql).collect(Collectors.joining("\n")))
                .contains("read_parquet(['events/exposures/dt=*/*.parquet'], hive_partitioning = false) /* 2 days */")
                .contains("'events/activities/dt=*/*.parquet'")
                .contains("'buy'")
                .doesNotContain("refund")
                .doesNotContain(folder.toString());
    }

    @Test
    void explain_statements_giveTheSumsWhenRunAsShown() throws SQLException {
        List<Statement> statements =
                explain(fewUnits("run"), spending(), "spend", hour(48)).statements();

        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            for (Statement statement : statements.subList(0, 4)) {
                engine.execute(statement.sql().replace("'events/", "'" + folder.resolve("run") + "/events/"));
            }
            List<List<Long>> sums = engine.query(statements.getLast().sql(), rows -> {
                List<List<Long>> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(List.of(rows.getLong(1), rows.getLong(2), rows.getLong(4)));
                }
                return all;
            });
            assertThat(sums)
                    .containsExactlyInAnyOrder(
                            List.of(0L, 0L, 1L), List.of(0L, 0L, 1L), List.of(0L, 1L, 2L), List.of(1L, 0L, 1L));
        }
    }

    private static PinnedExperiment spending() {
        return new EventTrial()
                .metrics(sum("spend", "buy", days(1)), sum("returns", "refund", days(1)))
                .lookback(Duration.ofDays(7))
                .pinned();
    }

    @Test
    void explain_nothingExposed_isEmpty() {
        PinnedExperiment pinned =
                new EventTrial().metrics(sum("spend", "buy", days(1))).pinned();

        Explanation explanation = explain(new RowsLake(folder.resolve("none")), pinned, "spend", pinned.finalLook());

        assertThat(explanation.cohorts()).isEmpty();
        assertThat(explanation.mature()).isEmpty();
        assertThat(explanation.statements()).hasSize(3);
    }

    @Test
    void explain_unusedMetricOrNoLookYet_isRefused() {
        PinnedExperiment pinned =
                new EventTrial().metrics(sum("spend", "buy", days(1))).pinned();
        RowsLake lake = fewUnits("refused");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> explain(lake, pinned, "other", pinned.finalLook()))
                .withMessage("metric == \"other\", must be used by experiment trial");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> explain(lake, pinned, "spend", hour(1)))
                .withMessageContaining("must be at or after the first look");
    }
}
