package northstar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFiles;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.remote.Account;
import northstar.cli.terminal.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Ranks features from files. */
@Command(
        name = "rank",
        mixinStandardHelpOptions = true,
        description = "Evaluates experiments and ranks their features by what each is worth on the North Star Metric.")
final class RankCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|FOLDER",
            description =
                    "Definitions (YAML), or folders with such files in them; without any, the ranking of a deployment.")
    private List<Path> paths = List.of();

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Where metrics and the North Star are looked for that the definitions lack;"
                    + " then north-star.yaml and metrics.yaml beside them.")
    private @Nullable Path metrics;

    @Option(
            names = "--by",
            paramLabel = "worth|effort",
            description = "The order: worth a year (default), or worth a year for each week of effort.")
    private Order by = Order.WORTH;

    @Option(
            names = "--lake",
            paramLabel = "FOLDER",
            description = "Where exposures and activities are, for experiments whose data are events.")
    private @Nullable Path lake;

    @Option(names = "--as-of", paramLabel = "TIME", description = "Leave later data out: a date or an instant.")
    private @Nullable String asOf;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Override
    public Integer call() {
        if (paths.isEmpty()) {
            return deployed();
        }
        if (where.isGiven()) {
            throw new WrongInputException("files == " + paths.size() + ", must be 0 with the ranking of a deployment");
        }
        AsOf until = asOf == null ? null : AsOf.parse(asOf);
        try (Progress progress = northstar.terminal().progress()) {
            new Rankings(northstar.terminal(), progress, northstar.clock())
                    .print(
                            DefinitionFiles.read(paths, metrics),
                            until,
                            lake == null ? null : OpenLake.at(lake),
                            by,
                            format);
        }
        return 0;
    }

    private int deployed() {
        if (metrics != null || lake != null || asOf != null) {
            throw new WrongInputException("files == 0, must be at least 1 with --metrics, --lake and --as-of");
        }
        try (Progress progress = northstar.terminal().progress();
                Account account = where.open(northstar.clock())) {
            progress.update("Reading the ranking…");
            new Rankings(northstar.terminal(), progress, northstar.clock())
                    .print(account.stores(), account.deployment().stack(), by, format);
        }
        return 0;
    }
}
