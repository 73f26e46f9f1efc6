package northstar.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.MultipleExposure;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SampleRatio;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Provenance;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.Ranking.NotRanked;
import northstar.domain.ranking.Ranking.Programme;
import northstar.domain.ranking.Ranking.Programme.Basis;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.domain.ranking.VariantResult;
import org.jspecify.annotations.Nullable;

/** Evaluations and rankings made by hand: nights a guest books, and complaints that must not get more than 2 % worse. */
final class Samples {
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    static final Health HEALTHY = health(true, null);

    private Samples() {}

    static PinnedExperiment pinned() {
        Experiment experiment = new Experiment(
                "search-v2",
                "search",
                Notes.NONE,
                "user",
                List.of(new Variant("control", 0.5, true), new Variant("ranked", 0.5, false)),
                START,
                START.plus(Duration.ofDays(14)),
                Duration.ZERO,
                ZoneOffset.UTC,
                null,
                List.of("searches"),
                List.of(new Guardrail("complaints", 0.02)),
                List.of(),
                List.of(),
                0.01,
                new Analysis(Analysis.Method.ANYTIME, 0.05, 0.8, null, Duration.ofDays(1), null, new Covariates.None()),
                1,
                null,
                null,
                null,
                new DataSource.Aggregates("daily.csv", Map.of(), DataSource.AggregateColumns.DEFAULT));
        NorthStar northStar =
                new NorthStar("nights", null, null, null, "nights", null, List.of(), List.of(), List.of(), List.of());
        Source reported = new Source.Reported();
        return new PinnedExperiment(
                new CurrentExperiment(experiment, 1, START, null),
                northStar,
                new TreeMap<>(Map.of(
                        "nights", new Metric.Mean("nights", reported, Window.OPEN, Direction.UP, null),
                        "searches", new Metric.Mean("searches", reported, Window.OPEN, Direction.UP, null),
                        "complaints", new Metric.Proportion("complaints", reported, Window.OPEN, Direction.DOWN))),
                "hash");
    }

    /** An effect of some percent, with an interval of one percent to either side and this p-value. */
    static Effect effect(String metric, Role role, double percent, double pValue) {
        return effect(metric, role, percent, pValue, null, null);
    }

    static Effect guardrail(double percent, double pValue, boolean passed) {
        return effect("complaints", Role.GUARDRAIL, percent, pValue, new NonInferiority(0.02, 2.0, 0.02, passed), null);
    }

    /** An effect that cannot be tested. */
    static Effect untested(String metric, Role role, double percent, Reason reason) {
        return effect(metric, role, percent, null, null, reason);
    }

    private static Effect effect(
            String metric,
            Role role,
            double percent,
            @Nullable Double pValue,
            @Nullable NonInferiority nonInferiority,
            @Nullable Reason undefined) {
        double relative = percent / 100;
        boolean isTested = pValue != null;
        return new Effect(
                "ranked",
                metric,
                role,
                TestMethod.WELCH,
                Adjustment.NONE,
                new Level(1_000, 2.0, 0.01),
                new Level(1_010, 2.0 * (1 + relative), 0.01),
                estimate(2 * relative, 0.02, isTested),
                estimate(relative, 0.01, isTested),
                pValue,
                pValue,
                0.95,
                0.0,
                null,
                nonInferiority,
                undefined,
                List.of());
    }

    private static Estimate estimate(double value, double reach, boolean isTested) {
        return isTested
                ? new Estimate(value, reach / 2, value - reach, value + reach)
                : new Estimate(value, reach / 2, null, null);
    }

    static Health health(@Nullable Boolean sizes, @Nullable PreExposureBias bias) {
        return new Health(
                new SampleRatio(
                        Map.of("control", 1_000L, "ranked", 1_010L),
                        sizes == null ? null : Map.of("control", 1_005.0, "ranked", 1_005.0),
                        sizes == null ? null : 0.8,
                        null,
                        sizes,
                        sizes == null ? Reason.ALLOCATION_UNKNOWN : null),
                new MultipleExposure(0, 0, true),
                bias,
                List.of());
    }

    static Evaluation evaluation(Verdict verdict, int day, Health health, Effect... effects) {
        boolean isFinal = day >= 14;
        return new Evaluation(
                "search-v2",
                "search",
                isFinal ? Status.COMPLETE : Status.RUNNING,
                START.plus(Duration.ofDays(day)),
                day,
                isFinal,
                verdict,
                List.of(new VariantVerdict("ranked", verdict, List.of("complaints got worse"))),
                health,
                List.of(effects),
                List.of(),
                new Provenance(1, "hash", "reported", "0.1.0"));
    }

    /** A feature of one variant {@code ranked}; worth 100,000 nights a year for each percent. */
    static RankedFeature feature(
            int rank, String key, Status status, Verdict verdict, Action.Name action, double percent) {
        double mean = percent / 100;
        return new RankedFeature(
                rank,
                Math.max(1, rank - 1),
                rank + 1,
                0.1,
                key,
                key + "-test",
                new VariantPosterior(
                        "ranked",
                        status,
                        verdict,
                        new DirectEffect(mean * 1.5, 0.01),
                        null,
                        null,
                        mean,
                        0.01,
                        mean - 0.02,
                        mean + 0.02,
                        percent > 0 ? 0.97 : 0.2,
                        mean * 1e7,
                        (mean - 0.02) * 1e7,
                        (mean + 0.02) * 1e7),
                VariantResult.Basis.MEASURED,
                null,
                null,
                new Action(action, null, "why"),
                List.of(),
                List.of(),
                List.of());
    }

    static Ranking ranking(List<String> shipped, RankedFeature... features) {
        return new Ranking(
                START,
                "nights",
                1,
                new Ranking.Prior(0, 0.01, features.length),
                new ArrayList<>(List.of(features)),
                List.of(
                        new NotRanked("badge", "badge-test", "red", Reason.NO_VARIANCE),
                        new NotRanked("badge", "badge-test", "blue", Reason.NO_VARIANCE),
                        new NotRanked("banner", "banner-test", "on", Reason.NO_DATA)),
                new Programme(shipped.isEmpty() ? Basis.VERDICT : Basis.SHIPPED, shipped, 0, 0, 0, 0, 0, null, null));
    }
}
