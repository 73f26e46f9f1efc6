package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.DataSource.Missing;
import northstar.domain.definition.DataSource.MissingMetric;
import org.junit.jupiter.api.Test;

/** What is handed to a definition may change afterwards; the definition does not. */
class DefinitionCopiesTest {
    @Test
    void unitTable_keepsItsOwnValues() {
        Map<String, String> values = new HashMap<>(Map.of("1", "ranked"));
        List<String> absent = new ArrayList<>(List.of("-999"));

        DataSource.Units table =
                new DataSource.Units("users.csv", "id", "group", values, new Missing(absent, MissingMetric.EXCLUDE));
        values.clear();
        absent.clear();

        assertThat(table.variantValues()).containsExactly(Map.entry("1", "ranked"));
        assertThat(table.missing().values()).containsExactly("-999");
    }

    @Test
    void unitTable_withoutAUnitColumn_takesEachRowForAUnit() {
        DataSource.Units table = new DataSource.Units("users.csv", null, "group", Map.of(), Missing.NONE);

        assertThat(table.unit()).isNull();
        assertThat(table.missing().metrics()).isEqualTo(MissingMetric.REFUSE);
    }

    @Test
    void northStar_keepsItsTree() {
        List<NorthStar.Input> inputs = new ArrayList<>(List.of(
                new NorthStar.Input("searches", Duration.ofDays(7), null),
                new NorthStar.Input("saves", null, "searches")));

        NorthStar northStar = new NorthStar(
                "nights",
                "Nights",
                null,
                null,
                "nights-booked",
                new NorthStar.Series("sum", Duration.ofDays(7)),
                List.of(),
                List.of("revenue"),
                List.of(),
                inputs);
        inputs.clear();

        assertThat(northStar.inputs()).extracting(NorthStar.Input::metric).containsExactly("searches", "saves");
    }

    @Test
    void covariateColumns_areEachNamedOnce() {
        assertThat(new Covariates.Columns(List.of("freq", "hpa")).names()).containsExactly("freq", "hpa");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Covariates.Columns(List.of("freq", "freq")))
                .withMessage("columns[1] == \"freq\", must be named only once");
    }

    @Test
    void rollout_leftOut_meansEverybody() {
        assertThat(new DefinitionEvent.FeatureShipped("f", "v", Samples.START, null).rollout())
                .isNull();
    }

    @Test
    void uncalibrated_ofEachKindOfMetric_changesNothingElse() {
        Source event = new Source.Activities("buy", null, Source.Aggregate.COUNT, Map.of(), Source.Occurrence.EVERY);
        Source column = new Source.Column("amount");
        List<Metric> metrics = List.of(
                new Metric.Mean("m", column, Window.OPEN, Direction.UP, null),
                new Metric.Proportion("m", column, Window.OPEN, Direction.UP),
                new Metric.Ratio("m", column, event, Window.OPEN, Direction.DOWN),
                new Metric.Retention("m", event, Window.OPEN, Direction.UP),
                new Metric.Quantile("m", 0.9, column, Window.OPEN, Direction.UP),
                new Metric.ActiveDays("m", event, Window.OPEN, Direction.UP),
                new Metric.Funnel("m", List.of("a", "b"), Window.OPEN, Direction.UP),
                new Metric.Last("m", event, Window.OPEN, Direction.UP));

        assertThat(metrics).allSatisfy(metric -> {
            assertThat(metric.calibrated()).isTrue();
            assertThat(metric.uncalibrated().calibrated()).isFalse();
            assertThat(metric.uncalibrated()).hasSameClassAs(metric).isNotEqualTo(metric);
            assertThat(metric.uncalibrated())
                    .hasToString(metric.toString().replace("calibrated=true", "calibrated=false"));
        });
    }
}
