package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.cli.input.DefinitionFile;
import northstar.cli.programme.Pinning;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.Measurement;
import northstar.evaluation.Evaluator;
import northstar.events.ContentHash;
import northstar.events.DefinitionDocuments;
import northstar.lake.DaySeals;
import northstar.lake.FolderLake;
import northstar.lake.SealLease;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement;
import northstar.simulation.Expected;
import northstar.simulation.Expected.Truth;
import northstar.simulation.Simulation;
import northstar.simulation.SimulationOptions;
import northstar.simulation.SimulationOptions.TrueEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is evaluated from a simulated lake is what is true of it. {@code -Dnorthstar.simulation.lakes=200} takes more lakes. */
class SimulatedTruthTest {
    private static final int LAKES = Integer.getInteger("northstar.simulation.lakes", 20);
    /** Of the kinds that only spoil the lake, or leave the effect out. */
    private static final int FEWER = LAKES / 4;

    private static final int UNITS = 3_000;

    /** Normal quantile of the band: a right program leaves it once in 15,000 runs; metrics of a lake are not independent. */
    private static final double BAND = 4;

    private static final String DEFINITION = """
            northStar: {key: star, metric: revenue}
            metrics:
              revenue: {type: mean, event: purchase, value: value, where: {status: paid}, window: P3D}
              orders: {type: mean, event: order, window: P3D}
              tried: {type: proportion, event: trial, window: P2D}
              back: {type: retention, event: visit, window: {from: P1D, to: P3D}}
              days: {type: active-days, event: session, window: P3D}
              steps: {type: funnel, steps: [look, cart, pay], window: P2D}
              seats: {type: last, event: plan, value: seats, window: P3D}
              per-visit: {type: ratio, numerator: {event: click}, denominator: {event: page}, window: P3D}
              load: {type: quantile, level: 0.9, event: page_load, value: ms, window: P3D, direction: down}
            ---
            experiment:
              key: trial
              feature: trial
              unit: user
              variants: [{key: control, weight: 0.5, control: true}, {key: treated, weight: 0.5}]
              start: 2026-10-05T00:00:00Z
              end: 2026-10-09T00:00:00Z
              indicators: [orders, tried, back, days]
              exploratory: [steps, seats, per-visit, load]
              analysis: {method: fixed, covariates: {lookback: P5D}}
              data:
                events: {}
            """;

    private static final List<String> METRICS =
            List.of("revenue", "orders", "tried", "back", "days", "steps", "seats", "per-visit", "load");

    private static PinnedExperiment pinned() {
        DefinitionFile file = new DefinitionFile(
                Path.of("trial.yaml"), DefinitionDocuments.parse("trial.yaml", DEFINITION), Map.of());
        return Pinning.of(file.own().experiments().getFirst(), file);
    }

    private static SimulationOptions options(long seed, double effect, boolean isDirty) {
        List<TrueEffect> effects = effect == 0
                ? List.of()
                : METRICS.stream()
                        .map(metric -> new TrueEffect(metric, null, effect))
                        .toList();
        return new SimulationOptions(
                UNITS,
                null,
                effects,
                seed,
                isDirty ? 0.4 : null,
                isDirty ? 0.02 : 0,
                isDirty ? 0.01 : 0,
                isDirty ? 0.002 : 0,
                0,
                false);
    }

    /** An interval of a metric: the level that it states, and whether it held what is true. */
    private record Interval(String metric, double level, boolean isHeld) {}

    private static Evaluation evaluated(DuckDb engine, FolderLake lake, PinnedExperiment pinned) {
        DaySeals seals = new DaySeals(engine.limits(), lake, SealLease.NONE);
        List<Measurement> looks = new LakeMeasurement(engine, seals).replay(pinned, pinned.finalLook());
        return new Evaluator("test", ContentHash::of)
                .replay(pinned, looks)
                .getLast()
                .evaluation();
    }

    private static List<Interval> covered(Path folder, int lakes, double effect, boolean isDirty) {
        PinnedExperiment pinned = pinned();
        List<Interval> intervals = new ArrayList<>();
        for (int seed = 1; seed <= lakes; seed++) {
            FolderLake lake = new FolderLake(folder.resolve("lake-" + seed));
            try (DuckDb engine = new DuckDb(new DuckDb.Limits(512, 2, folder))) {
                Expected expected =
                        new Simulation(engine, lake, options(seed, effect, isDirty), _ -> {}).write(List.of(pinned));
                Evaluation evaluation = evaluated(engine, lake, pinned);
                for (Effect found : evaluation.effects()) {
                    Truth truth = expected.experiments()
                            .get("trial")
                            .metrics()
                            .get(found.metric())
                            .treatments()
                            .get(found.variant());
                    Double value = truth.value();
                    if (value != null) {
                        intervals.add(new Interval(found.metric(), found.confidenceLevel(), holds(found, value)));
                    }
                }
            }
        }
        return intervals;
    }

    private static boolean holds(Effect found, double truth) {
        Double lower = found.relative().ciLower();
        Double upper = found.relative().ciUpper();
        return lower != null && upper != null && lower <= truth && truth <= upper;
    }

    private static void assertStated(List<Interval> intervals, int count) {
        assertThat(intervals).hasSize(count);
        // Indicators state a wider level than the North Star Metric: each interval counts by its own.
        double stated = intervals.stream().mapToDouble(Interval::level).sum();
        double variance = intervals.stream()
                .mapToDouble(interval -> interval.level() * (1 - interval.level()))
                .sum();
        long held = intervals.stream().filter(Interval::isHeld).count();
        double band = BAND * Math.sqrt(variance);
        assertThat((double) held).as("missed: %s", missed(intervals)).isBetween(stated - band, stated + band);
    }

    /** Of each metric with its stated level, how many intervals did not hold what is true. */
    private static Map<String, Integer> missed(List<Interval> intervals) {
        Map<String, Integer> missed = new TreeMap<>();
        intervals.forEach(interval ->
                missed.merge(interval.metric() + " at " + interval.level(), interval.isHeld() ? 0 : 1, Integer::sum));
        return missed;
    }

    @Test
    void intervals_ofEffects_coverTheTruthAsStated(@TempDir Path folder) {
        assertStated(covered(folder, LAKES, 0.1, false), LAKES * METRICS.size());
    }

    @Test
    void intervals_ofFadingEffectsInADirtyLake_coverTheTruthAsStated(@TempDir Path folder) {
        // A state and a quantile have no closed form then.
        assertStated(covered(folder, FEWER, 0.3, true), FEWER * (METRICS.size() - 2));
    }

    @Test
    void intervals_withoutEffect_coverZeroAsStated(@TempDir Path folder) {
        assertStated(covered(folder, FEWER, 0, true), FEWER * METRICS.size());
    }
}
