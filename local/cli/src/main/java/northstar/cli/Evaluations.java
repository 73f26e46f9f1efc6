package northstar.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.LocalProgramme;
import northstar.cli.report.DetailLines;
import northstar.cli.report.EffectRows;
import northstar.cli.report.EvaluationReport;
import northstar.cli.report.NoveltyLines;
import northstar.cli.report.SegmentLines;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.cli.terminal.Terminal;
import northstar.domain.definition.DataSource;
import northstar.domain.evaluation.Evaluation;
import northstar.events.Codec;
import org.jspecify.annotations.Nullable;

/** Evaluates the experiments of a file and prints the last look at each. */
final class Evaluations {
    private final Terminal terminal;
    private final Progress progress;
    private final InstantSource clock;

    Evaluations(Terminal terminal, Progress progress, InstantSource clock) {
        this.terminal = terminal;
        this.progress = progress;
        this.clock = clock;
    }

    void print(DefinitionFile file, @Nullable AsOf asOf, @Nullable OpenLake lake, Format format, boolean details) {
        if (file.own().experiments().isEmpty()) {
            throw new WrongInputException(file.path() + ": experiments == 0, must be at least 1");
        }
        List<ExperimentRun> runs = new LocalProgramme(asOf, lake, clock, progress::update).run(List.of(file));
        progress.clear();
        List<Evaluation> evaluations = runs.stream().map(ExperimentRun::last).toList();
        switch (format) {
            case TABLE -> terminal.print(lines(runs, details));
            case JSON ->
                terminal.printData(Format.json(
                        evaluations.stream().map(Codec.evaluation()::write).toList()));
            case CSV -> terminal.printData(EffectRows.text(evaluations));
        }
        if (lake != null) {
            runs.stream()
                    .map(ExperimentRun::pinned)
                    .filter(pinned -> pinned.experiment().data() instanceof DataSource.Events)
                    .flatMap(pinned -> lake.missing(pinned).stream())
                    .distinct()
                    .forEach(missing -> terminal.say("note: " + missing));
        }
    }

    private List<Line> lines(List<ExperimentRun> runs, boolean details) {
        List<Line> lines = new ArrayList<>();
        for (ExperimentRun run : runs) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
                lines.add(Line.EMPTY);
            }
            lines.addAll(EvaluationReport.lines(run.pinned(), run.last(), terminal.width()));
            List<Line> segments = SegmentLines.of(run.pinned(), run.segments(), terminal.width());
            if (!segments.isEmpty()) {
                lines.add(Line.EMPTY);
                lines.addAll(segments);
            }
            if (details) {
                lines.add(Line.EMPTY);
                lines.addAll(DetailLines.of(run.last(), terminal.width()));
                List<Line> curves = NoveltyLines.curves(run.last(), terminal.width());
                if (!curves.isEmpty()) {
                    lines.add(Line.EMPTY);
                    lines.addAll(curves);
                }
            }
        }
        return lines;
    }
}
