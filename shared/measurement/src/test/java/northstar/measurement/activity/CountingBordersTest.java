package northstar.measurement.activity;

import static northstar.measurement.activity.EventTrial.activity;
import static northstar.measurement.activity.EventTrial.at;
import static northstar.measurement.activity.EventTrial.count;
import static northstar.measurement.activity.EventTrial.counted;
import static northstar.measurement.activity.EventTrial.days;
import static northstar.measurement.activity.EventTrial.equal;
import static northstar.measurement.activity.EventTrial.exposure;
import static northstar.measurement.activity.EventTrial.hour;
import static northstar.measurement.activity.EventTrial.source;
import static northstar.measurement.activity.EventTrial.sum;
import static northstar.measurement.activity.EventTrial.where;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.engine.DuckDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of what counts, at the borders of each metric type: the rules of docs/metrics.md, one by one. */
class CountingBordersTest extends BordersLab {
    @Test
    void unit_withoutActivity_countsZeroInEveryMean() {
        lake.exposed(exposure("d", "control", EXPOSED)).did(buy(EXPOSED, 6));
        Measurement look = look(
                sum("total", "buy", days(1)),
                new Metric.Mean("largest", source("buy", "value", Aggregate.MAX), days(1), Direction.UP, null),
                new Metric.Mean("smallest", source("buy", "value", Aggregate.MIN), days(1), Direction.UP, null),
                new Metric.Mean("different", source("buy", "value", Aggregate.DISTINCT), days(1), Direction.UP, null),
                new Metric.Last("last", source("buy", "value", Aggregate.SUM), days(1), Direction.UP));

        for (String metric : List.of("total", "largest", "smallest", "last")) {
            assertThat(sumOf(look, "control", metric)).isEqualByComparingTo("6");
        }
        assertThat(sumOf(look, "control", "different")).isEqualByComparingTo("1");
        assertThat(units(look, "control")).isEqualTo(2);
    }

    @Test
    void sum_ofValues_isOfTwelveDigitsAfterThePoint() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED, 1.0), buy(hour(31), 4e-13), buy(hour(32), 4e-13)))
                .isEqualByComparingTo("1");
        lake.did(buy(hour(33), 6e-13));
        assertThat(sumOf(look(sum("spend", "buy", days(1))), "control", "spend").doubleValue())
                .isEqualTo(1.000000000001);
    }

    @Test
    void maxAndMin_ofNegativeValues_areNotZero() {
        lake.did(buy(EXPOSED, -3), buy(hour(31), -8));
        Measurement look = look(
                new Metric.Mean("largest", source("buy", "value", Aggregate.MAX), days(1), Direction.UP, null),
                new Metric.Mean("smallest", source("buy", "value", Aggregate.MIN), days(1), Direction.UP, null));

        assertThat(sumOf(look, "control", "largest")).isEqualByComparingTo("-3");
        assertThat(sumOf(look, "control", "smallest")).isEqualByComparingTo("-8");
    }

    @Test
    void distinct_ofTexts_countsEachOnceAndNotAbsentOnes() {
        lake.did(
                item("1", "{\"item\":\"pen\"}"),
                item("2", "{\"item\":\"pen\"}"),
                item("3", "{\"item\":\"Pen\"}"),
                item("4", "{\"item\":null}"),
                item("5", null));

        assertThat(sumOf(
                        look(new Metric.Mean(
                                "items", source("buy", "item", Aggregate.DISTINCT), days(1), Direction.UP, null)),
                        "control",
                        "items"))
                .isEqualByComparingTo("2");
    }

    private static Activity item(String id, @Nullable String properties) {
        return new Activity("c", "buy", EXPOSED, id, null, properties);
    }

    @Test
    void last_ofSeveralAtOneInstant_isTheOneWithTheLargestId() {
        lake.did(
                new Activity("c", "plan", EXPOSED, "b", 7.0, null),
                new Activity("c", "plan", EXPOSED, "c", 5.0, null),
                new Activity("c", "plan", EXPOSED, "d", null, null),
                new Activity("c", "plan", EXPOSED, "a", 9.0, null));

        assertThat(sumOf(
                        look(new Metric.Last("seats", source("plan", "value", Aggregate.SUM), days(1), Direction.UP)),
                        "control",
                        "seats"))
                .isEqualByComparingTo("5");
    }

    @Test
    void last_stateFromBeforeTheExposure_countsZero() {
        assertThat(buys(
                        new Metric.Last("seats", source("buy", "value", Aggregate.SUM), days(1), Direction.UP),
                        buy(EXPOSED.minus(TICK), 5)))
                .isEqualByComparingTo("0");
    }

    @Test
    void funnel_stepsAtOneInstant_areInOrder() {
        lake.did(activity("c", "buy", EXPOSED, null), activity("c", "view", EXPOSED, null));

        assertThat(sumOf(look(funnel("view", "buy")), "control", "funnel")).isEqualByComparingTo("1");
        assertThat(sumOf(look(funnel("buy", "view")), "control", "funnel")).isEqualByComparingTo("1");
    }

    @Test
    void funnel_sameEventTwice_needsTwoInstants() {
        lake.did(
                new Activity("c", "buy", EXPOSED, "1", null, null), new Activity("c", "buy", EXPOSED, "2", null, null));
        assertThat(sumOf(look(funnel("buy", "buy")), "control", "funnel")).isEqualByComparingTo("0");

        lake.did(new Activity("c", "buy", EXPOSED.plus(TICK), "3", null, null));
        assertThat(sumOf(look(funnel("buy", "buy")), "control", "funnel")).isEqualByComparingTo("1");
    }

    @Test
    void funnel_stepBeforeTheExposure_doesNotCount() {
        lake.did(activity("c", "view", EXPOSED.minus(TICK), null), activity("c", "buy", hour(31), null));

        assertThat(sumOf(look(funnel("view", "buy")), "control", "funnel")).isEqualByComparingTo("0");
    }

    private static Metric funnel(String... steps) {
        return new Metric.Funnel("funnel", List.of(steps), days(1), Direction.UP);
    }

    @Test
    void occurrenceFirst_activityLongBeforeTheExperiment_isTheFirstEver() {
        lake.exposed(exposure("d", "control", EXPOSED))
                .did(buy(hour(-2_000), 1), buy(hour(31), 1), activity("d", "buy", hour(31), 1.0));

        assertThat(sumOf(look(first(Map.of())), "control", "first")).isEqualByComparingTo("1");
    }

    @Test
    void occurrenceFirst_withFilter_isTheFirstThatMatches() {
        lake.did(
                activity("c", "buy", hour(-10), null, "{\"status\":\"failed\"}"),
                activity("c", "buy", hour(31), null, "{\"status\":\"paid\"}"));

        assertThat(sumOf(look(first(Map.of("status", List.of(new Condition.Equal("paid"))))), "control", "first"))
                .isEqualByComparingTo("1");
    }

    private static Metric first(Map<String, List<Condition>> where) {
        return new Metric.Proportion(
                "first", new Activities("buy", null, Aggregate.COUNT, where, Occurrence.FIRST), days(1), Direction.UP);
    }

    @Test
    void filter_absentProperty_holdsOnlyForExistsFalse() {
        lake.did(item("1", "{\"kind\":null}"), item("2", "{}"), item("3", null), item("4", "{\"kind\":\"a\"}"));

        assertThat(matching(new Condition.NotEqual("b"))).isEqualByComparingTo("1");
        assertThat(matching(new Condition.Exists(false))).isEqualByComparingTo("3");
        assertThat(matching(new Condition.Less(BigDecimal.TEN))).isEqualByComparingTo("0");
    }

    @Test
    void filter_numberAsText_isComparedAsANumber() {
        lake.did(
                item("1", "{\"kind\":7}"),
                item("2", "{\"kind\":\"7\"}"),
                item("3", "{\"kind\":\"7.0\"}"),
                item("4", "{\"kind\":\"seven\"}"));

        assertThat(sumOf(look(counted("kinds", equal("buy", "kind", 7), days(1))), "control", "kinds"))
                .isEqualByComparingTo("3");
        assertThat(sumOf(look(counted("kinds", equal("buy", "kind", "7"), days(1))), "control", "kinds"))
                .isEqualByComparingTo("2");
    }

    @Test
    void filter_between_includesBothEnds() {
        lake.did(item("1", "{\"kind\":1}"), item("2", "{\"kind\":2}"), item("3", "{\"kind\":3}"));

        assertThat(matching(new Condition.Between(BigDecimal.ONE, BigDecimal.TWO)))
                .isEqualByComparingTo("2");
        assertThat(matching(new Condition.Greater(BigDecimal.ONE))).isEqualByComparingTo("2");
    }

    private BigDecimal matching(Condition condition) {
        return sumOf(look(counted("kinds", where("buy", "kind", condition), days(1))), "control", "kinds");
    }

    @Test
    void unitTeam_activityWithTheProperty_isTheTeams() {
        lake.exposed(exposure("blue", "treatment", EXPOSED))
                .did(
                        activity("person", "buy", hour(31), 5.0, "{\"team\":\"blue\"}"),
                        activity("blue", "buy", hour(31), 2.0),
                        activity("blue", "buy", hour(31), 100.0, "{\"team\":\"red\"}"));
        PinnedExperiment pinned = new EventTrial()
                .unit("team")
                .metrics(sum("spend", "buy", days(1)))
                .pinned();

        assertThat(sumOf(look(pinned, pinned.finalLook()), "treatment", "spend"))
                .isEqualByComparingTo("7");
    }

    @Test
    void activeDays_dayOfTwentyFiveHours_isOneDay() {
        Instant exposed = at("2026-11-01T04:00:00Z"); // midnight in New York, on the day that has 25 hours
        lake = new RowsLake(folder)
                .exposed(exposure("c", "control", exposed))
                .did(
                        activity("c", "buy", exposed, null),
                        activity("c", "buy", at("2026-11-02T04:59:59.999999Z"), null),
                        activity("c", "buy", at("2026-11-02T05:00:00Z"), null));

        assertThat(newYork(new Metric.ActiveDays("days", source("buy", null, Aggregate.COUNT), days(2), Direction.UP)))
                .isEqualByComparingTo("2");
    }

    @Test
    void window_overADayOfTwentyFiveHours_isTwentyFourHours() {
        Instant exposed = at("2026-11-01T04:00:00Z");
        lake = new RowsLake(folder)
                .exposed(exposure("c", "control", exposed))
                .did(
                        activity("c", "buy", at("2026-11-02T03:59:59.999999Z"), 1.0),
                        activity("c", "buy", at("2026-11-02T04:00:00Z"), 10.0));

        assertThat(newYork(sum("days", "buy", days(1)))).isEqualByComparingTo("1");
    }

    private BigDecimal newYork(Metric metric) {
        PinnedExperiment pinned = inNewYork(metric);
        return sumOf(look(pinned, pinned.finalLook()), "control", "days");
    }

    private static PinnedExperiment inNewYork(Metric metric) {
        return new EventTrial()
                .zone("America/New_York")
                .window(at("2026-10-31T04:00:00Z"), at("2026-11-05T05:00:00Z"))
                .metrics(metric)
                .pinned();
    }

    @Test
    void cohort_ofADayOfTwentyFiveHours_isMatureADayAfterItsEnd() {
        lake = new RowsLake(folder).exposed(exposure("c", "control", at("2026-11-02T04:30:00Z")));
        PinnedExperiment pinned = inNewYork(count("days", "buy", days(1)));

        assertThat(metrics(look(pinned, at("2026-11-03T04:59:59Z")))).isEmpty();
        assertThat(metrics(look(pinned, at("2026-11-03T05:00:00Z")))).containsKey("days");
    }

    @Test
    void duplicateId_withAnotherPayload_countsAsReceivedFirst() {
        RawLake raw = new RawLake(folder.resolve("raw"), 1);
        List<Exposure> exposures = List.of(exposure("c", "control", EXPOSED));
        raw.put("raw/later.ndjson", exposures, List.of(said("one", 100)), at("2026-05-02T00:00:00Z"));
        raw.put("raw/earlier.ndjson", exposures, List.of(said("one", 5), said("two", 1)), at("2026-05-01T00:00:00Z"));
        raw.land(raw.lake());
        PinnedExperiment pinned =
                new EventTrial().metrics(sum("spend", "buy", days(1))).pinned();

        try (DuckDb engine = raw.engine()) {
            Explanation explanation = raw.measurement(engine).explain(pinned, "spend", pinned.finalLook());
            Moments control = explanation.mature().get("control");

            assertThat(control).isNotNull();
            assertThat(control.units()).isEqualTo(1);
            assertThat(control.metrics().get("spend").sums().values().getFirst())
                    .isEqualByComparingTo("6");
            assertThat(explanation.activities().conflicts()).isEqualTo(1);
            assertThat(explanation.exposures().duplicates()).isEqualTo(1);
        }
    }

    private static Activity said(String id, double value) {
        return new Activity("c", "buy", hour(31), id, value, null);
    }
}
