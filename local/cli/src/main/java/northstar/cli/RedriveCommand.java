package northstar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.lake.OpenLake;
import northstar.cli.lake.Redriven;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tries refused records again. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Tries the refused records of a lake again, for instance with a version that reads more.")
final class RedriveCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Option(names = "--lake", required = true, paramLabel = "FOLDER", description = "Where the lake lies.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path lake;

    @Override
    public Integer call() {
        List<Redriven> objects;
        try (Progress progress = northstar.terminal().progress()) {
            objects = OpenLake.at(lake).redrive(progress::update);
        }
        List<Line> lines = objects.stream().map(Redriven::line).toList();
        northstar.terminal().print(lines.isEmpty() ? List.of(Line.of("No record is refused.")) : lines);
        return 0;
    }
}
