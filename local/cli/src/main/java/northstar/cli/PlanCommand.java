package northstar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.plan.CurvePicture;
import northstar.cli.plan.GivenNumbers;
import northstar.cli.plan.Plan;
import northstar.cli.plan.PlanData;
import northstar.cli.plan.PlanJson;
import northstar.cli.plan.PlanReport;
import northstar.cli.plan.PlanRows;
import northstar.cli.plan.PlanSource;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.Pinning;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.domain.definition.Experiment;
import northstar.evaluation.ExperimentPlan;
import northstar.evaluation.Outlooks;
import northstar.evaluation.Planner;
import northstar.evaluation.RunOutlook;
import northstar.evaluation.Traffic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Plans experiments. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Says how many units and weeks an experiment takes and what it can find; while it runs, also what is"
                        + " likely to become of it.",
        footer = {
            "",
            "northstar plan checkout.yaml --lake lake",
            "northstar plan checkout.yaml --mean 2 --sd 2 --per-day 3000",
            "northstar plan checkout.yaml --mean 2 --sd 2 --mean refunds=0.03 --explained 0.35 --plot power.svg"
        })
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "A definition.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    @Mixin
    private MetricsOption metrics = new MetricsOption();

    @Option(
            names = "--lake",
            paramLabel = "FOLDER",
            description = "Where exposures and activities are, for experiments whose data are events.")
    private @Nullable Path lake;

    @Option(
            names = "--entry",
            paramLabel = "EVENT",
            description = "What brings a unit into an experiment that has not begun; default: anything that it does.")
    private @Nullable String entry;

    @Option(names = "--as-of", paramLabel = "TIME", description = "Leave later data out: a date or an instant.")
    private @Nullable String asOf;

    @Option(
            names = "--mde",
            paramLabel = "SHARE",
            description = "Relative effect to be found; default that of the definition, else 0.02.")
    private @Nullable Double mde;

    @Option(
            names = "--plot",
            paramLabel = "FILE.svg",
            description = "Write a picture: for each metric the chance by the size of the effect.")
    private @Nullable Path plot;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @ArgGroup(
            exclusive = false,
            heading =
                    "%nNumbers, each for the North Star Metric or as METRIC=NUMBER; they go before what is measured:%n")
    private Given given = new Given();

    /** What somebody knows without data. */
    static final class Given {
        @Option(names = "--mean", paramLabel = "NUMBER", description = "Level of the metric; of a share in [0, 1].")
        List<String> means = new ArrayList<>();

        @Option(names = "--sd", paramLabel = "NUMBER", description = "Standard deviation of a unit's value.")
        List<String> deviations = new ArrayList<>();

        @Option(names = "--variance", paramLabel = "NUMBER", description = "Its square, instead.")
        List<String> variances = new ArrayList<>();

        @Option(
                names = "--explained",
                paramLabel = "SHARE",
                description = "Share of the variance that is explained by what is known of each unit before.")
        List<String> explained = new ArrayList<>();

        @Option(
                names = "--per-day",
                paramLabel = "UNITS",
                description = "New units a day, those that the allocation leaves out included.")
        @Nullable
        Double perDay;
    }

    @Override
    public Integer call() {
        if (plot != null && !plot.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
            throw new WrongInputException("--plot == " + plot + ", must end in .svg");
        }
        DefinitionFile definitions = DefinitionFile.read(file, metrics.file);
        if (definitions.own().experiments().isEmpty()) {
            throw new WrongInputException(file + ": experiments == 0, must be at least 1");
        }
        if (entry != null && lake == null) {
            throw new WrongInputException("--entry == " + entry + ", must come with --lake");
        }
        List<Plan> plans = new ArrayList<>();
        try (Progress progress = northstar.terminal().progress()) {
            PlanSource source = new PlanSource(
                    definitions,
                    asOf == null ? null : AsOf.parse(asOf),
                    lake == null ? null : OpenLake.at(lake),
                    entry,
                    northstar.clock(),
                    progress::update);
            for (Experiment experiment : definitions.own().experiments()) {
                plans.add(plan(data(definitions, experiment, source)));
                progress.clear();
            }
        }
        print(plans);
        plans.stream()
                .flatMap(plan -> plan.data().notes().stream())
                .distinct()
                .forEach(note -> northstar.terminal().say("note: " + note));
        return 0;
    }

    private PlanData data(DefinitionFile definitions, Experiment experiment, PlanSource source) {
        GivenNumbers numbers = new GivenNumbers(given.means, given.deviations, given.variances, given.explained);
        PlanData found = source.of(experiment, !numbers.hasLevelOf(Pinning.of(experiment, definitions)));
        PlanData data = found.with(numbers.over(found.pinned(), found.baselines()));
        if (given.perDay == null) {
            return data;
        }
        if (!(given.perDay > 0 && given.perDay < Double.POSITIVE_INFINITY)) {
            throw new WrongInputException("--per-day == " + given.perDay + ", must be above 0");
        }
        return data.with(Traffic.constant(given.perDay * experiment.allocation()));
    }

    private Plan plan(PlanData data) {
        Double declared = data.pinned().experiment().analysis().mde();
        double wanted = mde != null ? mde : declared != null ? declared : Planner.DEFAULT_MDE;
        try {
            ExperimentPlan plan = Planner.plan(data.pinned(), data.baselines(), data.traffic(), wanted);
            return new Plan(data, plan, outlooks(data, wanted));
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(file + ": " + e.getMessage());
        }
    }

    private static List<RunOutlook> outlooks(PlanData data, double mde) {
        ExperimentRun run = data.run();
        return run == null || data.traffic() == null
                ? List.of()
                : Outlooks.of(run.pinned(), run.looks().getLast(), data.traffic(), mde);
    }

    private void print(List<Plan> plans) {
        if (plot != null) {
            try {
                Files.writeString(plot, CurvePicture.of(plans));
            } catch (IOException e) {
                throw new WrongInputException("--plot == " + plot + ", must be a file that can be written");
            }
        }
        switch (format) {
            case TABLE -> northstar.terminal().print(lines(plans));
            case JSON ->
                northstar
                        .terminal()
                        .printData(Format.json(plans.stream().map(PlanJson::of).toList()));
            case CSV -> northstar.terminal().printData(PlanRows.text(plans));
        }
    }

    private List<Line> lines(List<Plan> plans) {
        List<Line> lines = new ArrayList<>();
        for (Plan plan : plans) {
            if (!lines.isEmpty()) {
                lines.add(Line.EMPTY);
                lines.add(Line.EMPTY);
            }
            lines.addAll(PlanReport.lines(plan, northstar.terminal().width()));
        }
        return lines;
    }
}
