package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionPartsTest {
    private static final Source.Activities ORDERS =
            new Source.Activities("order", "value", Source.Aggregate.SUM, Map.of(), Source.Occurrence.EVERY);

    static List<Arguments> refusals() {
        return List.of(
                refusal("margin == 0.0, must be in (0, 1]", () -> new Guardrail("load", 0)),
                refusal("quantile == 1.0, must be in (0, 1)", () -> new Cap.Quantile(1, true)),
                refusal("value == NaN, must be finite", () -> new Cap.Value(Double.NaN)),
                refusal("from == PT-1S, must be zero or longer", () -> new Window(Duration.ofSeconds(-1), null)),
                refusal("to == PT1S, must be after from (PT1S)", () -> {
                    new Window(Duration.ofSeconds(1), Duration.ofSeconds(1));
                }),
                refusal("aggregate == \"max\", must be one of sum, mean, count", () -> {
                    new NorthStar.Series("max", Duration.ofDays(7));
                }),
                refusal("value == Infinity, must be finite", () -> {
                    new NorthStar.Goal(Double.POSITIVE_INFINITY, LocalDate.EPOCH);
                }),
                refusal("lag == PT-1S, must be zero or longer", () -> {
                    new NorthStar.Input("searches", Duration.ofSeconds(-1), "nights");
                }),
                refusal("column == \" \", must not be blank", () -> new Source.Column(" ")),
                refusal("aggregate == \"sum\", must be count where no value is named", () -> {
                    new Source.Activities("order", null, Source.Aggregate.SUM, Map.of(), Source.Occurrence.EVERY);
                }),
                refusal("where.country.length == 0, must be at least 1", () -> filtered(List.of())),
                refusal("where.country == \"Exists\", must be stated only once", () -> {
                    filtered(List.of(new Condition.Exists(true), new Condition.Exists(false)));
                }),
                refusal("value == \"1.5\", must be a text, a number, true or false", () -> {
                    new Condition.Equal(1.5);
                }),
                refusal("in.length == 0, must be in [1, 1000]", () -> new Condition.In(List.of())),
                refusal("between == 2, must be at most 1", () -> {
                    new Condition.Between(BigDecimal.TWO, BigDecimal.ONE);
                }),
                refusal("regex.length == 201, must be at most 200", () -> new Condition.Matches("x".repeat(201))),
                refusal("level == 1.0, must be in (0, 1)", () -> {
                    new Metric.Quantile("p", 1, ORDERS, Window.OPEN, Direction.DOWN);
                }),
                refusal("steps.length == 1, must be at least 2", () -> {
                    new Metric.Funnel("f", List.of("view"), Window.OPEN, Direction.UP);
                }),
                refusal("values[1] == \"\", must be named only once", () -> {
                    new DataSource.Missing(List.of("", ""), DataSource.MissingMetric.ZERO);
                }),
                refusal("metrics.length == 0, must be at least 1", () -> {
                    new DefinitionEvent.MetricsDefined(Map.of(), Samples.START);
                }),
                refusal("reason == \"\", must not be blank", () -> {
                    new DefinitionEvent.ExperimentStopped("e", Samples.START, "");
                }),
                refusal("rollout == 0.0, must be in (0, 1]", () -> {
                    new DefinitionEvent.FeatureShipped("f", "v", Samples.START, 0.0);
                }),
                refusal("effort == 0.0, must be finite and > 0", () -> {
                    new DefinitionEvent.ExperimentChanged(
                            "e", Samples.START, false, null, null, null, null, 0.0, null, null, null);
                }),
                refusal("by.length == 2001, must be at most 2000", () -> {
                    new DefinitionEvent.DecisionRecorded("e", Samples.START, "x".repeat(2001), "ship", "won");
                }),
                refusal("columns.length == 0, must be in [1, 50]", () -> new Covariates.Columns(List.of())),
                refusal("columns.length == 51, must be in [1, 50]", () -> {
                    new Covariates.Columns(Collections.nCopies(51, "c"));
                }),
                refusal("lookback == PT0S, must be longer than zero", () -> new Covariates.Lookback(Duration.ZERO)));
    }

    private static Source.Activities filtered(List<Condition> conditions) {
        return new Source.Activities(
                "order", null, Source.Aggregate.COUNT, Map.of("country", conditions), Source.Occurrence.EVERY);
    }

    @Test
    void where_conditionsInAnotherOrder_isTheSame() {
        Condition some = new Condition.Less(new BigDecimal("1E+2"));
        Condition same = new Condition.Less(new BigDecimal("100.0"));
        Condition other = new Condition.NotEqual("test");

        assertThat(filtered(List.of(some, other)).where())
                .isEqualTo(filtered(List.of(other, same)).where())
                .isEqualTo(Map.of("country", List.of(other, same)));
    }

    private static Arguments refusal(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void part_outsideItsRange_isRefused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    static List<Metric> metrics() {
        return List.of(
                new Metric.Mean("m", ORDERS, Window.OPEN, Direction.DOWN, new Cap.Value(3)),
                new Metric.Proportion("m", ORDERS, Window.OPEN, Direction.DOWN),
                new Metric.Ratio("m", ORDERS, ORDERS, Window.OPEN, Direction.DOWN),
                new Metric.Retention("m", ORDERS, Window.OPEN, Direction.DOWN),
                new Metric.Quantile("m", 0.5, ORDERS, Window.OPEN, Direction.DOWN),
                new Metric.ActiveDays("m", ORDERS, Window.OPEN, Direction.DOWN),
                new Metric.Funnel("m", List.of("a", "b"), Window.OPEN, Direction.DOWN),
                new Metric.Last("m", ORDERS, Window.OPEN, Direction.DOWN));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void metric_ofAnyType_hasKeyDirectionAndWindow(Metric metric) {
        assertThat(metric.key()).isEqualTo("m");
        assertThat(metric.direction().sign()).isEqualTo(-1);
        assertThat(metric.window()).isEqualTo(Window.OPEN);
    }
}
