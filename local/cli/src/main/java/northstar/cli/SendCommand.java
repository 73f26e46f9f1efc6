package northstar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import northstar.cli.input.OutgoingFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.remote.Account;
import northstar.cli.remote.Sender;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.core.exception.SdkException;

/** Puts events on the bus. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Puts events on the bus of a deployment, once all of them are as their schemas say.")
final class SendCommand implements Callable<Integer> {
    private static final int MOST_SAID = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Events, one on each line (NDJSON) or one or a list of them (JSON), each an envelope or the"
                    + " detail alone; also compressed (.gz).")
    private List<Path> files = List.of();

    @Option(
            names = "--type",
            paramLabel = "DETAIL-TYPE",
            description = "What kind of event a detail without envelope is, for instance \"Experiment Launched\"."
                    + " Exposures and activities are recognised.")
    private @Nullable String type;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Who says what comes without envelope; default northstar.cli.")
    private String source = Declarations.SOURCE;

    @Option(names = "--dry-run", description = "Only validate.")
    private boolean isDry;

    @Override
    public Integer call() {
        SortedMap<String, Long> counts = new TreeMap<>();
        try (Progress progress = northstar.terminal().progress()) {
            long all = validated(counts, progress);
            if (isDry) {
                progress.clear();
                northstar.terminal().print(List.of(Line.of(Figures.count(all, "event") + told(counts) + ": fine")));
                return ExitCode.OK;
            }
            return sent(all, counts, progress);
        }
    }

    /** Returns how many events there are; all are validated before the first is sent. */
    private long validated(SortedMap<String, Long> counts, Progress progress) {
        List<String> problems = new ArrayList<>();
        long[] all = new long[2];
        for (Path file : files) {
            OutgoingFile.of(file, type, source)
                    .read(
                            event -> {
                                counts.merge(event.detailType(), 1L, Long::sum);
                                all[0]++;
                                progress.update("Validating: " + Figures.count(all[0], "event") + "…");
                            },
                            problem -> {
                                all[1]++;
                                if (problems.size() < MOST_SAID) {
                                    problems.add(problem);
                                }
                            });
        }
        if (all[1] > 0) {
            progress.clear();
            String more = all[1] > problems.size() ? "\nand " + (all[1] - problems.size()) + " more" : "";
            throw new WrongInputException(String.join("\n", problems) + more);
        }
        if (all[0] == 0) {
            throw new WrongInputException("events == 0, must be at least 1");
        }
        return all[0];
    }

    private int sent(long all, SortedMap<String, Long> counts, Progress progress) {
        try (Account account = where.open(northstar.clock());
                Sender sender = account.sender()) {
            List<Sender.Refused> refused;
            try {
                for (Path file : files) {
                    OutgoingFile.of(file, type, source)
                            .read(
                                    event -> {
                                        sender.send(event);
                                        progress.update("Sending: " + Figures.count(sender.sent()) + " of "
                                                + Figures.count(all, "event") + "…");
                                    },
                                    problem -> {
                                        throw new WrongInputException(problem + " (the file has changed meanwhile)");
                                    });
                }
                refused = sender.finish();
            } catch (SdkException e) {
                progress.clear();
                northstar
                        .terminal()
                        .say(Figures.count(sender.sent()) + " of " + Figures.count(all, "event")
                                + " were sent before this:");
                throw e;
            }
            progress.clear();
            return report(sender, counts, refused);
        }
    }

    private int report(Sender sender, SortedMap<String, Long> counts, List<Sender.Refused> refused) {
        Terminal terminal = northstar.terminal();
        refused.stream()
                .limit(MOST_SAID)
                .forEach(one -> terminal.say(one.event().place() + ": " + one.reason()));
        if (refused.size() > MOST_SAID) {
            terminal.say("and " + (refused.size() - MOST_SAID) + " more");
        }
        String kinds = refused.isEmpty() ? told(counts) : "";
        terminal.print(List.of(Line.of(Figures.count(sender.sent(), "event") + " sent to " + sender.bus() + kinds)));
        if (refused.isEmpty()) {
            return ExitCode.OK;
        }
        terminal.say(
                Figures.count(refused.size(), "event") + " refused by the bus; sending the file again does no harm.");
        return ExitCode.SOFTWARE;
    }

    private static String told(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .map(kind -> Figures.count(kind.getValue()) + " " + kind.getKey())
                .collect(Collectors.joining(", ", " (", ")"));
    }
}
