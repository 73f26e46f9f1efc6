package northstar.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.lake.OpenLake;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.LocalProgramme;
import northstar.cli.report.FeatureRows;
import northstar.cli.report.RankingReport;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.cli.terminal.Terminal;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.ranking.Ranking;
import northstar.events.Codec;
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
        progress.clear();
        switch (format) {
            case TABLE -> terminal.print(lines(rankings, runs));
            case JSON ->
                terminal.printData(Format.json(
                        rankings.stream().map(Codec.ranking()::write).toList()));
            case CSV -> terminal.printData(FeatureRows.text(rankings));
        }
    }

    private List<Line> lines(List<Ranking> rankings, List<ExperimentRun> runs) {
        Map<String, Evaluation> evaluations = new HashMap<>();
        Map<String, String> metrics = new HashMap<>();
        for (ExperimentRun run : runs) {
            evaluations.put(run.pinned().experiment().key(), run.last());
            metrics.put(run.pinned().northStar().key(), run.pinned().northStar().metric());
        }
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
