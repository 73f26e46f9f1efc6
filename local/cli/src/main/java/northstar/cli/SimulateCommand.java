package northstar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.simulation.SimulatedLake;
import northstar.cli.simulation.SimulationReport;
import northstar.cli.simulation.StarterDefinition;
import northstar.cli.terminal.Progress;
import northstar.simulation.Expected;
import northstar.simulation.SimulationOptions;
import northstar.simulation.SimulationOptions.TrueEffect;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes a lake of which the truth is known. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes a lake of made-up events of which the true effects are known: its expected.json tells them."
                        + " Without a definition, one of a shop is used.",
        footer = {
            "",
            "northstar simulate --lake /tmp/lake --save shop.yaml",
            "northstar simulate checkout.yaml --lake /tmp/lake --units 100000 --effect revenue=0.02"
        })
final class SimulateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Parameters(arity = "0..*", paramLabel = "EXPERIMENT.yaml", description = "Definitions whose data are events.")
    private List<Path> files = List.of();

    @Option(names = "--lake", required = true, paramLabel = "DIR", description = "A folder that is empty or not there.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path lake;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Write the built-in definition as YAML, to go on with.")
    private @Nullable Path save;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Where metrics and the North Star are looked for that the definitions lack.")
    private @Nullable Path metrics;

    @Option(names = "--units", paramLabel = "N", description = "Units of each experiment; default ${DEFAULT-VALUE}.")
    private int units = 10_000;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days from the start on which units are exposed; default the test window (built in: 14).")
    private @Nullable Integer days;

    @Option(
            names = "--effect",
            paramLabel = "METRIC[:VARIANT]=SHARE",
            description =
                    "A true relative effect, for instance revenue=0.02; several times if need be. Metrics that are"
                            + " not named have none, but the built-in definition's revenue 0.1 if none is given.")
    private List<String> effects = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same events; default 1.")
    private long seed = 1;

    @Option(
            names = "--novelty",
            paramLabel = "SHARE",
            description = "What is left of an effect in the end; without it, effects stay whole.")
    private @Nullable Double novelty;

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            description = "Events received a day or two later; default ${DEFAULT-VALUE}.")
    private double late = 0.02;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Activities received twice; default ${DEFAULT-VALUE}.")
    private double duplicates = 0.01;

    @Option(
            names = "--multi",
            paramLabel = "SHARE",
            description = "Units that meet two variants; default ${DEFAULT-VALUE}.")
    private double multi = 0.0005;

    @Option(
            names = "--bots",
            paramLabel = "SHARE",
            description = "Units that act 40 times as often; default ${DEFAULT-VALUE}.")
    private double bots;

    @Option(names = "--raw", description = "Write events as they come in (NDJSON) instead of as they land (Parquet).")
    private boolean raw;

    @Option(names = "--format", paramLabel = "table|json", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        if (format == Format.CSV) {
            throw new WrongInputException("--format == csv, must be table or json");
        }
        if (save != null && !files.isEmpty()) {
            throw new WrongInputException("--save == " + save + ", must be given without a definition");
        }
        boolean isStarter = files.isEmpty();
        List<DefinitionFile> definitions = isStarter
                ? List.of(StarterDefinition.of(days, save))
                : files.stream().map(file -> DefinitionFile.read(file, metrics)).toList();
        SimulationOptions options = options(isStarter);
        Expected expected;
        try (Progress progress = northstar.terminal().progress()) {
            expected = SimulatedLake.write(lake, definitions, options, progress::update);
        }
        if (format == Format.JSON) {
            northstar.terminal().printData(expected.json());
        } else {
            northstar
                    .terminal()
                    .print(SimulationReport.lines(
                            expected, lake, save, northstar.terminal().width()));
        }
        return 0;
    }

    private SimulationOptions options(boolean isStarter) {
        List<TrueEffect> parsed = effects.stream().map(SimulateCommand::effect).toList();
        try {
            return new SimulationOptions(
                    units,
                    isStarter ? null : days,
                    parsed.isEmpty() && isStarter ? StarterDefinition.EFFECTS : parsed,
                    seed,
                    novelty,
                    late,
                    duplicates,
                    multi,
                    bots,
                    raw);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException("--" + e.getMessage());
        }
    }

    private static TrueEffect effect(String text) {
        int equal = text.indexOf('=');
        int colon = text.indexOf(':');
        if (equal < 1 || colon > equal) {
            throw new WrongInputException(
                    "--effect == " + text + ", must be METRIC[:VARIANT]=SHARE, as in revenue=0.02");
        }
        String metric = text.substring(0, colon < 0 ? equal : colon);
        String variant = colon < 0 ? null : text.substring(colon + 1, equal);
        try {
            return new TrueEffect(metric, variant, Double.parseDouble(text.substring(equal + 1)));
        } catch (NumberFormatException e) {
            throw new WrongInputException("--effect == " + text + ", must end with a number, as in revenue=0.02");
        } catch (IllegalArgumentException e) {
            throw new WrongInputException("--effect == " + text + ": " + e.getMessage());
        }
    }
}
