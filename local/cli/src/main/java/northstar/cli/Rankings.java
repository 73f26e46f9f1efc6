package northstar.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.LocalProgramme;
import northstar.cli.report.FeatureRows;
import northstar.cli.report.RankingReport;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.cli.terminal.Terminal;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.ranking.Ranking;
import northstar.events.Codec;
import northstar.storage.EvaluationStore;
import northstar.storage.ExperimentState;
import northstar.storage.Looks;
import northstar.storage.Revisioned;
import northstar.storage.Stores;
import northstar.storage.Subject;
import org.jspecify.annotations.Nullable;

/** Evaluates the experiments of some files, ranks their features and prints the ranking of each North Star. */
final class Rankings {
    private final Terminal terminal;
    private final Progress progress;
    private final InstantSource clock;

    Rankings(Terminal terminal, Progress progress, InstantSource clock) {
        this.terminal = terminal;
        this.progress = progress;
        this.clock = clock;
    }

    void print(List<DefinitionFile> files, @Nullable AsOf asOf, @Nullable OpenLake lake, Order order, Format format) {
        List<ExperimentRun> runs = new LocalProgramme(asOf, lake, clock, progress::update).run(files);
        progress.update("Ranking…");
        List<Ranking> rankings =
                LocalProgramme.ranked(runs).stream().map(order::applied).toList();
        Map<String, Evaluation> evaluations = new HashMap<>();
        Map<String, String> metrics = new HashMap<>();
        for (ExperimentRun run : runs) {
            evaluations.put(run.pinned().experiment().key(), run.last());
            metrics.put(run.pinned().northStar().key(), run.pinned().northStar().metric());
        }
        print(rankings, evaluations, metrics, format);
    }

    /** Prints what is stored where Northstar is deployed. */
    void print(Stores stores, String stack, Order order, Format format) {
        List<Ranking> rankings = stores.rankings().northStars().stream()
                .flatMap(key -> stores.rankings().current(key).stream())
                .map(order::applied)
                .toList();
        if (rankings.isEmpty()) {
            throw new WrongInputException(
                    stack + ": rankings == 0, must be at least 1 (no experiment is evaluated yet)");
        }
        Map<String, Evaluation> evaluations = new HashMap<>();
        Map<String, String> metrics = new HashMap<>();
        for (String key : stores.definitions().keys(Subject.Kind.EXPERIMENT)) {
            newest(stores.evaluations(), key).ifPresent(evaluation -> evaluations.put(key, evaluation));
            if (stores.definitions().experiment(key).map(Revisioned::value).orElse(null)
                    instanceof ExperimentState.Ready(PinnedExperiment pinned)) {
                metrics.put(pinned.northStar().key(), pinned.northStar().metric());
            }
        }
        print(rankings, evaluations, metrics, format);
    }

    private static Optional<Evaluation> newest(EvaluationStore evaluations, String key) {
        Looks looks = evaluations.looks(key);
        return looks.times().isEmpty()
                ? Optional.empty()
                : evaluations.from(looks, looks.times().last()).stream()
                        .map(EvaluatedLook::evaluation)
                        .findFirst();
    }

    private void print(
            List<Ranking> rankings, Map<String, Evaluation> evaluations, Map<String, String> metrics, Format format) {
        progress.clear();
        switch (format) {
            case TABLE -> terminal.print(lines(rankings, evaluations, metrics));
            case JSON ->
                terminal.printData(Format.json(
                        rankings.stream().map(Codec.ranking()::write).toList()));
            case CSV -> terminal.printData(FeatureRows.text(rankings));
        }
    }

    private List<Line> lines(List<Ranking> rankings, Map<String, Evaluation> evaluations, Map<String, String> metrics) {
        List<Line> lines = new ArrayList<>();
        for (Ranking ranking : rankings) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
                lines.add(Line.EMPTY);
            }
            lines.addAll(RankingReport.lines(
                    ranking,
                    metrics.getOrDefault(ranking.northStar(), ranking.northStar()),
                    evaluations,
                    terminal.width()));
        }
        return lines;
    }
}
