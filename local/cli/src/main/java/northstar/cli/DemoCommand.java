package northstar.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import northstar.cli.demo.Demo;
import northstar.cli.report.FeatureRows;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.cli.terminal.Terminal;
import northstar.domain.ranking.Ranking;
import northstar.events.Codec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tells the story. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Tells the story of one real experiment and of a real company's programme, played through the"
                + " functions as they are deployed, with a DynamoDB on this machine.")
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Option(names = "--no-serve", description = "End after the story instead of serving the board.")
    private boolean noServe;

    @Option(
            names = "--format",
            paramLabel = "table|json|csv",
            description = "table tells the story (default); json and csv print the final ranking alone.")
    private Format format = Format.TABLE;

    @Override
    public Integer call() throws IOException {
        Terminal terminal = northstar.terminal();
        try (Progress progress = terminal.progress()) {
            Ranking ranking = new Demo(northstar.home(), progress).play(terminal.width(), act -> {
                progress.clear();
                if (format == Format.TABLE) {
                    print(act);
                }
            });
            progress.clear();
            switch (format) {
                case TABLE -> {}
                case JSON -> terminal.printData(Codec.ranking().write(ranking));
                case CSV -> terminal.printData(FeatureRows.text(List.of(ranking)));
            }
        }
        if (!noServe) {
            terminal.say("The board is not part of this version, so the demo ends here.");
        }
        return 0;
    }

    private void print(List<Line> act) {
        List<Line> lines = new ArrayList<>(act);
        lines.add(Line.EMPTY);
        northstar.terminal().print(lines);
    }
}
