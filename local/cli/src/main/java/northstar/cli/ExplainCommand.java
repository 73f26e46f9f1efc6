package northstar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.explain.ExplanationJson;
import northstar.cli.explain.ExplanationReport;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.LocalProgramme;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.measurement.activity.Explanation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Explains how a number came about. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Shows how a metric of an experiment on a lake came about: its rule, who is in and who is not, the"
                        + " formula with its numbers, day by day, and the SQL.",
        footer = {"", "northstar explain checkout.yaml revenue --lake lake"})
final class ExplainCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Parameters(index = "0", paramLabel = "EXPERIMENT.yaml", description = "A definition whose data are events.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "METRIC",
            description = "One that the experiment uses; default the North Star Metric.")
    private @Nullable String metric;

    @Option(
            names = "--lake",
            required = true,
            paramLabel = "FOLDER",
            description = "Where exposures and activities are.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path lake;

    @Mixin
    private MetricsOption metrics = new MetricsOption();

    @Option(names = "--as-of", paramLabel = "TIME", description = "Leave later data out: a date or an instant.")
    private @Nullable String asOf;

    @Option(names = "--format", paramLabel = "table|json", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new WrongInputException("--format == csv, must be table or json");
        }
        DefinitionFile definition = DefinitionFile.read(file, metrics.file);
        if (definition.own().experiments().isEmpty()) {
            throw new WrongInputException(file + ": experiments == 0, must be at least 1");
        }
        definition.own().experiments().stream()
                .filter(experiment -> !(experiment.data() instanceof DataSource.Events))
                .findFirst()
                .ifPresent(experiment -> {
                    throw new WrongInputException(file + ": data of " + experiment.key()
                            + " == no events, must be events: tables are not counted here");
                });
        try (Progress progress = northstar.terminal().progress()) {
            OpenLake open = OpenLake.at(lake);
            List<ExperimentRun> runs = new LocalProgramme(
                            asOf == null ? null : AsOf.parse(asOf), open, northstar.clock(), progress::update)
                    .run(List.of(definition));
            List<String> structures = new ArrayList<>();
            List<Line> lines = new ArrayList<>();
            for (ExperimentRun run : runs) {
                String key = key(run.pinned());
                progress.update("Explaining " + key + "…");
                Explanation explanation =
                        open.explain(run.pinned(), key, run.last().asOf());
                List<Effect> effects = run.last().effects().stream()
                        .filter(effect -> effect.metric().equals(key))
                        .toList();
                structures.add(ExplanationJson.of(run.pinned(), explanation, effects));
                lines.addAll(lines.isEmpty() ? List.of() : List.of(Line.EMPTY, Line.EMPTY));
                lines.addAll(ExplanationReport.lines(
                        run.pinned(), explanation, effects, northstar.terminal().width()));
            }
            progress.clear();
            if (format == Format.JSON) {
                northstar.terminal().printData(Format.json(structures));
            } else {
                northstar.terminal().print(lines);
            }
        }
        return 0;
    }

    private String key(PinnedExperiment pinned) {
        List<String> keys = PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar());
        String key = metric == null ? pinned.northStar().metric() : metric;
        if (!keys.contains(key)) {
            throw new WrongInputException("METRIC == \"" + key + "\", must be one that "
                    + pinned.experiment().key() + " uses: " + String.join(", ", keys));
        }
        return key;
    }
}
