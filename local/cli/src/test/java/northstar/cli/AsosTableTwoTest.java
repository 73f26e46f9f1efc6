package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import northstar.evaluation.Evaluator;
import northstar.events.DefinitionDocuments;
import northstar.events.Definitions;
import northstar.lake.engine.DuckDb;
import northstar.measurement.AggregateTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Table 2 of Liu, Cardoso, Couturier and McCoy (2021), "Datasets for Online Controlled Experiments", arXiv:2111.10198: how
 * often Welch's t test and the authors' mixture sequential probability ratio test agree at the end of an experiment.
 */
class AsosTableTwoTest {
    private static final Path EXAMPLE = Path.of("../../examples/asos");

    /** Mixing variance over the variance of the control, by metric, as the authors chose it. */
    private static final Map<String, Double> MIXING =
            Map.of("metric-1", 1.30e-05, "metric-2", 1.07e-05, "metric-3", 6.48e-06, "metric-4", 5.92e-06);

    /** Rejections at 0.05: by both tests, by the sequential one alone, by neither, by the t test alone. */
    private record Counts(int both, int sequentialOnly, int neither, int welchOnly) {
        Counts plus(boolean welch, boolean sequential) {
            return new Counts(
                    both + (welch && sequential ? 1 : 0),
                    sequentialOnly + (!welch && sequential ? 1 : 0),
                    neither + (!welch && !sequential ? 1 : 0),
                    welchOnly + (welch && !sequential ? 1 : 0));
        }
    }

    @Test
    void tableTwo_isReproduced() throws IOException {
        Map<String, Counts> table = new TreeMap<>();
        Definitions northStar = DefinitionDocuments.read(EXAMPLE.resolve("north-star.yaml"));
        List<PinnedExperiment> experiments = new ArrayList<>();
        for (Experiment experiment :
                DefinitionDocuments.read(EXAMPLE.resolve("asos.yaml")).experiments()) {
            experiments.add(new PinnedExperiment(
                    new CurrentExperiment(fixed(experiment), 1, experiment.start(), null),
                    northStar.northStars().getFirst(),
                    northStar.metrics(),
                    "any"));
        }
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            Map<String, List<AggregateReport>> reports = AggregateTable.open(
                            engine, EXAMPLE.resolve("asos.csv.gz"), "asos.csv.gz")
                    .reports(experiments);
            experiments.forEach(experiment -> count(
                    experiment,
                    Objects.requireNonNull(reports.get(experiment.experiment().key())),
                    table));
        }

        assertThat(table)
                .containsExactly(
                        Map.entry("metric-1", new Counts(19, 2, 71, 7)),
                        Map.entry("metric-2", new Counts(20, 18, 49, 7)),
                        Map.entry("metric-3", new Counts(16, 6, 63, 9)),
                        Map.entry("metric-4", new Counts(16, 4, 63, 11)));
    }

    private static Experiment fixed(Experiment e) {
        Analysis a = e.analysis();
        return new Experiment(
                e.key(),
                e.feature(),
                e.notes(),
                e.unit(),
                e.variants(),
                e.start(),
                e.end(),
                e.lateness(),
                e.timeZone(),
                e.northStar(),
                e.indicators(),
                e.guardrails(),
                e.exploratory(),
                e.segments(),
                e.smallestWorthwhile(),
                new Analysis(
                        Analysis.Method.FIXED,
                        a.alpha(),
                        a.power(),
                        a.mde(),
                        a.looks(),
                        a.plannedUnits(),
                        a.covariates()),
                e.allocation(),
                e.effort(),
                e.replicates(),
                e.unitsPerYear(),
                e.data());
    }

    private static void count(PinnedExperiment pinned, List<AggregateReport> reports, Map<String, Counts> table) {
        Evaluation last = new Evaluator("test", measurement -> "any")
                .replay(pinned, List.of(reports.getLast().measured(pinned)))
                .getLast()
                .evaluation();
        for (Effect effect : last.effects()) {
            Variant variant = pinned.experiment().treatments().stream()
                    .filter(treatment -> treatment.key().equals(effect.variant()))
                    .findFirst()
                    .orElseThrow();
            if (effect.pValue() != null) {
                boolean sequential =
                        sequentialPValue(reports, pinned.experiment().control(), variant, effect.metric()) < 0.05;
                table.merge(
                        effect.metric(),
                        new Counts(0, 0, 0, 0).plus(effect.pValue() < 0.05, sequential),
                        (sum, one) -> sum.plus(effect.pValue() < 0.05, sequential));
            }
        }
    }

    /** Returns the always-valid p-value, which begins with the second checkpoint. */
    private static double sequentialPValue(
            List<AggregateReport> reports, Variant control, Variant treatment, String metric) {
        double smallest = 1;
        boolean isFirst = true;
        for (AggregateReport report : reports) {
            Map<String, Row> rows = new HashMap<>();
            report.rows().stream()
                    .filter(row -> row.metric().equals(metric))
                    .forEach(row -> rows.put(row.variant(), row));
            Row c = rows.get(control.key());
            Row t = rows.get(treatment.key());
            if (t == null || c == null) {
                continue;
            }
            if (!isFirst) {
                smallest = Math.min(smallest, pValue(c, t, Objects.requireNonNull(MIXING.get(metric))));
            }
            isFirst = false;
        }
        return smallest;
    }

    private static double pValue(Row c, Row t, double mixing) {
        if (c.n() == 0 || t.n() == 0 || c.variance() == null || t.variance() == null) {
            return 1;
        }
        double n = 2 / (1.0 / c.n() + 1.0 / t.n());
        double v = number(c.variance()) + number(t.variance());
        double tau2 = mixing * number(c.variance());
        double difference = number(t.mean()) - number(c.mean());
        double ratio = Math.sqrt(v / (v + n * tau2))
                * Math.exp(n * n * tau2 * difference * difference / (2 * v * (v + n * tau2)));
        return 1 / Math.max(1, ratio);
    }

    private static double number(@Nullable BigDecimal value) {
        return Objects.requireNonNull(value).doubleValue();
    }
}
