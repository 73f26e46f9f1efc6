package northstar.benchmarks.lake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;

/** The experiment of the invented lake, as it is defined for each benchmark. */
final class Definitions {
    private static final String SPEND =
            "  spend: {type: mean, event: purchase, value: value, window: P7D, direction: up}\n";

    /** Nineteen metrics of all sorts. */
    private static final List<String> OTHERS = List.of(
            "{type: mean, event: purchase, window: P7D}",
            "{type: mean, event: purchase, value: value, aggregate: max, window: P7D}",
            "{type: mean, event: search, window: P7D}",
            "{type: mean, event: view, window: P7D}",
            "{type: mean, event: sign-in, window: P7D}",
            "{type: proportion, event: purchase, window: P7D}",
            "{type: proportion, event: search, window: P7D}",
            "{type: proportion, event: view, window: P7D}",
            "{type: proportion, event: sign-in, window: P7D}",
            "{type: active-days, event: purchase, window: P7D}",
            "{type: active-days, event: view, window: P7D}",
            "{type: retention, event: sign-in, window: {from: P3D, to: P7D}}",
            "{type: retention, event: view, window: {from: P3D, to: P7D}}",
            "{type: mean, event: purchase, value: value, window: P1D}",
            "{type: mean, event: purchase, value: value, window: P3D}",
            "{type: proportion, event: purchase, window: P1D}",
            "{type: proportion, event: purchase, window: P3D}",
            "{type: ratio, numerator: {event: purchase, value: value, aggregate: sum}, denominator: {event: purchase},"
                    + " window: P7D}",
            "{type: funnel, steps: [search, view, purchase], window: P7D}");

    private Definitions() {}

    /** Returns a definition with one metric and so many others; each is adjusted by what was before. */
    static String yaml(int others) {
        List<String> keys = IntStream.rangeClosed(1, others)
                .mapToObj(number -> "m" + number)
                .toList();
        String metrics = IntStream.range(0, others)
                .mapToObj(number -> "  " + keys.get(number) + ": " + OTHERS.get(number) + "\n")
                .collect(Collectors.joining());
        return "northStar: {key: purchases, name: Purchases, coreValue: People find what they need, metric: spend}\n"
                + "metrics:\n" + SPEND + metrics
                + "---\nexperiment:\n  key: checkout\n  feature: checkout\n"
                + "  variants: [{key: control, weight: 0.5, control: true}, {key: fast, weight: 0.5}]\n"
                + "  start: " + InventedLake.START + "T00:00:00Z\n  end: " + InventedLake.END + "T00:00:00Z\n"
                + "  exploratory: [" + String.join(", ", keys) + "]\n"
                + "  analysis: {method: anytime, covariates: {lookback: P14D}}\n  data: {events: {}}\n";
    }

    /** Returns a definition with one metric, for the measurement alone; a lookback of 0 days stands for no covariates. */
    static PinnedExperiment daily(int window, int lookback) {
        Covariates covariates =
                lookback == 0 ? new Covariates.None() : new Covariates.Lookback(Duration.ofDays(lookback));
        Instant start = InventedLake.START.atStartOfDay().toInstant(ZoneOffset.UTC);
        Experiment experiment = new Experiment(
                "checkout",
                "checkout",
                Notes.NONE,
                "user",
                List.of(new Variant("control", 0.5, true), new Variant("fast", 0.5, false)),
                start,
                InventedLake.END.atStartOfDay().toInstant(ZoneOffset.UTC),
                Duration.ofDays(1),
                ZoneOffset.UTC,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0.01,
                new Analysis(Analysis.Method.ANYTIME, 0.05, 0.8, null, Duration.ofDays(1), null, covariates),
                1,
                null,
                null,
                null,
                new DataSource.Events());
        NorthStar northStar =
                new NorthStar("purchases", null, null, null, "spend", null, List.of(), List.of(), List.of(), List.of());
        Metric spend = new Metric.Mean(
                "spend",
                new Activities("purchase", "value", Aggregate.SUM, Map.of(), Occurrence.EVERY),
                new Window(Duration.ZERO, Duration.ofDays(window)),
                Direction.UP,
                null);
        return new PinnedExperiment(
                new CurrentExperiment(experiment, 1, start, null),
                northStar,
                new TreeMap<>(Map.of("spend", spend)),
                "hash");
    }
}
