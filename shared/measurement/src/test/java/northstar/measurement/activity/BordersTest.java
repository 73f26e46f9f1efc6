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
import java.nio.file.Path;
import java.time.Duration;
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
import northstar.domain.definition.Window;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.engine.DuckDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts at the borders of times, days and values: the rules of docs/metrics.md, one by one. */
class BordersTest {
    private static final Instant EXPOSED = hour(30);
    private static final Duration TICK = Duration.ofNanos(1_000);

    @TempDir
    private Path folder;

    private RowsLake lake;

    @BeforeEach
    void lake() {
        lake = new RowsLake(folder).exposed(exposure("c", "control", EXPOSED));
    }

    private Measurement look(PinnedExperiment pinned, Instant at) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            return new LakeMeasurement(engine, lake)
                    .look(pinned, at, List.of(), FixedLevels.NONE)
                    .measurement();
        }
    }

    private Measurement look(Metric... metrics) {
        PinnedExperiment pinned = new EventTrial().metrics(metrics).pinned();
        return look(pinned, pinned.finalLook());
    }

    private static BigDecimal sumOf(Measurement look, String variant, String metric) {
        return sumOf(look, variant, metric, 0);
    }

    private static BigDecimal sumOf(Measurement look, String variant, String metric, int variable) {
        Moments moments = look.variants().get(variant);
        assertThat(moments).isNotNull();
        MetricMoments found = moments.metrics().get(metric);
        assertThat(found).isNotNull();
        return found.sums().values().get(variable);
    }

    private static long units(Measurement look, String variant) {
        Moments moments = look.variants().get(variant);
        return moments == null ? 0 : moments.units();
    }

    private BigDecimal buys(Metric metric, Activity... activities) {
        lake.did(activities);
        return sumOf(look(metric), "control", metric.key());
    }

    private static Activity buy(Instant at, double value) {
        return activity("c", "buy", at, value);
    }

    @Test
    void activity_atTheInstantOfExposure_counts() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED, 5))).isEqualByComparingTo("5");
    }

    @Test
    void activity_aMicrosecondBeforeExposure_doesNotCount() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED.minus(TICK), 5)))
                .isEqualByComparingTo("0");
    }

    @Test
    void activity_aMicrosecondBeforeTheWindowsEnd_counts() {
        assertThat(buys(
                        sum("spend", "buy", days(1)),
                        buy(EXPOSED.plus(Duration.ofDays(1)).minus(TICK), 5)))
                .isEqualByComparingTo("5");
    }

    @Test
    void activity_atTheWindowsEnd_doesNotCount() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED.plus(Duration.ofDays(1)), 5)))
                .isEqualByComparingTo("0");
    }

    @Test
    void activity_atTheWindowsFrom_countsAndJustBeforeDoesNot() {
        Window secondDay = new Window(Duration.ofDays(1), Duration.ofDays(2));

        assertThat(buys(
                        sum("spend", "buy", secondDay),
                        buy(EXPOSED.plus(Duration.ofDays(1)).minus(TICK), 1),
                        buy(EXPOSED.plus(Duration.ofDays(1)), 10),
                        buy(EXPOSED.plus(Duration.ofDays(2)).minus(TICK), 100),
                        buy(EXPOSED.plus(Duration.ofDays(2)), 1_000)))
                .isEqualByComparingTo("110");
    }

    @Test
    void activity_withoutWindow_countsUpToTheExperimentsEnd() {
        assertThat(buys(
                        sum("spend", "buy", Window.OPEN),
                        buy(EXPOSED, 1),
                        buy(hour(96).minus(TICK), 10),
                        buy(hour(96), 100)))
                .isEqualByComparingTo("11");
    }

    @Test
    void activity_withWindow_countsBeyondTheExperimentsEnd() {
        lake.exposed(exposure("t", "treatment", hour(95)))
                .did(activity("t", "buy", hour(110), 7.0), activity("t", "buy", hour(119), 9.0));

        assertThat(sumOf(look(sum("spend", "buy", days(1))), "treatment", "spend"))
                .isEqualByComparingTo("7");
    }

    @Test
    void covariate_atItsBorders_takesTheLookbackWithoutTheExposure() {
        lake.did(
                buy(EXPOSED.minus(Duration.ofDays(2)).minus(TICK), 1),
                buy(EXPOSED.minus(Duration.ofDays(2)), 10),
                buy(EXPOSED.minus(TICK), 100),
                buy(EXPOSED, 1_000));
        PinnedExperiment pinned = new EventTrial()
                .lookback(Duration.ofDays(2))
                .metrics(sum("spend", "buy", days(1)))
                .pinned();

        Measurement look = look(pinned, pinned.finalLook());

        assertThat(sumOf(look, "control", "spend", 0)).isEqualByComparingTo("1000");
        assertThat(sumOf(look, "control", "spend", 1)).isEqualByComparingTo("110");
    }

    @Test
    void exposure_twiceInADay_isTheFirst() {
        lake.exposed(exposure("c", "control", EXPOSED.plus(Duration.ofHours(2))));

        assertThat(buys(
                        sum("spend", "buy", days(1)),
                        buy(EXPOSED.plus(Duration.ofHours(1)), 1),
                        buy(EXPOSED.plus(Duration.ofHours(25)), 10)))
                .isEqualByComparingTo("1");
        assertThat(units(look(sum("spend", "buy", days(1))), "control")).isEqualTo(1);
    }

    @Test
    void exposure_atTheStart_countsAndAMicrosecondBeforeDoesNot() {
        lake.exposed(exposure("at", "treatment", hour(0)), exposure("before", "treatment", hour(0).minus(TICK)));

        assertThat(units(look(count("buys", "buy", days(1))), "treatment")).isEqualTo(1);
    }

    @Test
    void exposure_aMicrosecondBeforeTheEnd_countsAndAtItDoesNot() {
        lake.exposed(exposure("before", "treatment", hour(96).minus(TICK)), exposure("at", "treatment", hour(96)));

        assertThat(units(look(count("buys", "buy", days(1))), "treatment")).isEqualTo(1);
    }

    @Test
    void exposure_beforeTheStartAndInTheWindow_isInAndToldOf() {
        lake.exposed(exposure("early", "control", hour(-5)), exposure("early", "treatment", hour(5)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(units(look, "treatment")).isEqualTo(1);
        assertThat(look.earlyExposedUnits()).isEqualTo(1);
        assertThat(look.multiplyExposedUnits()).isZero();
    }

    @Test
    void crossing_atOneInstant_excludes() {
        lake.exposed(exposure("both", "control", hour(5)), exposure("both", "treatment", hour(5)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(look.multiplyExposedUnits()).isEqualTo(1);
        assertThat(units(look, "control")).isEqualTo(1);
        assertThat(units(look, "treatment")).isZero();
    }

    @Test
    void crossing_aMicrosecondBeforeTheCohortIsMature_excludes() {
        lake.exposed(exposure("both", "treatment", hour(5)), exposure("both", "control", hour(48).minus(TICK)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(look.multiplyExposedUnits()).isEqualTo(1);
        assertThat(units(look, "treatment")).isZero();
    }

    @Test
    void crossing_whenTheCohortIsMature_changesNothing() {
        lake.exposed(exposure("both", "treatment", hour(5)), exposure("both", "control", hour(48)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(look.multiplyExposedUnits()).isZero();
        assertThat(units(look, "treatment")).isEqualTo(1);
    }

    @Test
    void crossing_beforeTheLongestOfAllWindowsIsOver_excludesFromAllMetrics() {
        lake.exposed(exposure("both", "treatment", hour(5)), exposure("both", "control", hour(48)));

        Measurement look = look(count("buys", "buy", days(1)), count("later", "buy", days(2)));

        assertThat(look.multiplyExposedUnits()).isEqualTo(1);
    }

    @Test
    void cohort_atTheInstantOfMaturity_isMature() {
        PinnedExperiment pinned =
                new EventTrial().metrics(count("buys", "buy", days(1))).pinned();
        Instant mature = hour(72);

        assertThat(metrics(look(pinned, mature.minus(TICK)))).isEmpty();
        assertThat(metrics(look(pinned, mature))).containsKey("buys");
    }

    private static Map<String, MetricMoments> metrics(Measurement look) {
        Moments moments = look.variants().get("control");
        return moments == null ? Map.of() : moments.metrics();
    }

    @Test
    void clockSkew_activityBeforeItsUnitsExposure_isHistoryAndDoesNotCount() {
        lake.did(activity("c", "buy", EXPOSED.minus(Duration.ofSeconds(3)), 5.0));
        PinnedExperiment pinned = new EventTrial()
                .lookback(Duration.ofDays(1))
                .metrics(sum("spend", "buy", days(1)))
                .pinned();

        Measurement look = look(pinned, pinned.finalLook());

        assertThat(sumOf(look, "control", "spend", 0)).isEqualByComparingTo("0");
        assertThat(sumOf(look, "control", "spend", 1)).isEqualByComparingTo("5");
    }

    @Test
    void activity_ofAUnitThatWasNotExposed_doesNotCount() {
        assertThat(buys(sum("spend", "buy", days(1)), activity("stranger", "buy", EXPOSED, 5.0)))
                .isEqualByComparingTo("0");
    }

    @Test
    void values_negative_areRefunds() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED, 5), buy(hour(31), -7)))
                .isEqualByComparingTo("-2");
    }

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
