package northstar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import northstar.cli.input.DefinitionFile;
import northstar.cli.programme.Pinning;
import northstar.domain.Reason;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.Novelty.Finding;
import northstar.evaluation.Evaluator;
import northstar.events.ContentHash;
import northstar.events.DefinitionDocuments;
import northstar.lake.DaySeals;
import northstar.lake.FolderLake;
import northstar.lake.SealLease;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement;
import northstar.simulation.Simulation;
import northstar.simulation.SimulationOptions;
import northstar.simulation.SimulationOptions.TrueEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated effect that halves every three days, and one that stays. */
class SimulatedNoveltyTest {
    private static final String DEFINITION = """
            northStar: {key: star, metric: revenue}
            metrics:
              revenue: {type: mean, event: purchase, value: value, window: P14D}
            ---
            experiment:
              key: trial
              feature: trial
              variants: [{key: control, weight: 0.5, control: true}, {key: treated, weight: 0.5}]
              start: 2026-10-05T00:00:00Z
              end: 2026-10-09T00:00:00Z
              analysis: {method: fixed}
              data:
                events: {}
            """;

    @TempDir
    Path folder;

    private Evaluation evaluation(@Nullable Double novelty) {
        DefinitionFile file = new DefinitionFile(
                Path.of("trial.yaml"), DefinitionDocuments.parse("trial.yaml", DEFINITION), Map.of());
        PinnedExperiment pinned = Pinning.of(file.own().experiments().getFirst(), file);
        SimulationOptions options = new SimulationOptions(
                8_000, null, List.of(new TrueEffect("revenue", null, 0.4)), 7, novelty, 0, 0, 0, 0, false);
        FolderLake lake = new FolderLake(folder.resolve("lake"));
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(512, 2, folder))) {
            new Simulation(engine, lake, options, _ -> {}).write(List.of(pinned));
            DaySeals seals = new DaySeals(engine.limits(), lake, SealLease.NONE);
            return new Evaluator("test", ContentHash::of)
                    .replay(pinned, new LakeMeasurement(engine, seals).replay(pinned, pinned.finalLook()))
                    .getLast()
                    .evaluation();
        }
    }

    @Test
    void evaluation_effectThatFades_saysSo() {
        Evaluation evaluation = evaluation(0.0);

        Novelty novelty = evaluation.novelty().getFirst();
        assertThat(novelty.finding()).isEqualTo(Finding.NOVELTY);
        assertThat(novelty.days()).hasSize(14);
        // 0.4 halved every third day is 0.044 on average over the second week, and 0.154 over both
        assertThat(novelty.lateRelative().value()).isBetween(0.0, 0.1);
        assertThat(evaluation.effects().getFirst().relative().value()).isBetween(0.1, 0.2);
        assertThat(evaluation.effects().getFirst().flags()).contains(Reason.NOVELTY);
    }

    @Test
    void evaluation_effectThatStays_isSteady() {
        Novelty novelty = evaluation(null).novelty().getFirst();

        assertThat(novelty.finding()).isEqualTo(Finding.STEADY);
        assertThat(novelty.lateRelative().value()).isBetween(0.3, 0.5);
    }
}
