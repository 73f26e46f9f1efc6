package northstar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.lake.EventCatalogue;
import northstar.cli.lake.EventReport;
import northstar.cli.lake.OpenLake;
import northstar.cli.lake.SeenEvent;
import northstar.cli.terminal.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the events of a lake. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description =
                "Lists the events of a lake by how many do them, with their properties: what a metric can be made of.")
final class EventsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Option(names = "--lake", required = true, paramLabel = "FOLDER", description = "Where the lake lies.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path lake;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "How to print; default table.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() {
        List<SeenEvent> events;
        try (Progress progress = northstar.terminal().progress()) {
            progress.update("Reading the lake…");
            events = new EventCatalogue(OpenLake.at(lake)).events();
        }
        switch (format) {
            case TABLE ->
                northstar
                        .terminal()
                        .print(EventReport.lines(events, northstar.terminal().width()));
            case JSON -> northstar.terminal().printData(EventReport.json(events));
            case CSV -> northstar.terminal().printData(EventReport.csv(events));
        }
        return 0;
    }
}
