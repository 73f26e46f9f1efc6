package northstar.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import northstar.cli.input.Outgoing;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.lake.Redriven;
import northstar.cli.lake.RefusedRecords;
import northstar.cli.remote.Account;
import northstar.cli.remote.Redrive;
import northstar.cli.remote.Redrive.Drained;
import northstar.cli.remote.Sender;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Progress;
import northstar.events.Envelope;
import northstar.events.Message;
import northstar.events.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tries again what failed. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Tries again what failed: events in the dead-letter queues of a deployment, and lines of its lake"
                + " that were refused; with --lake the refused lines of a folder.")
final class RedriveCommand implements Callable<Integer> {
    private static final int MOST_REASONS = 5;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Option(names = "--lake", paramLabel = "FOLDER", description = "Where a lake on this machine lies.")
    private @Nullable Path lake;

    @Option(names = "--dry-run", description = "Only say what waits in the queues, and why.")
    private boolean isDry;

    @Option(names = "--queues-only", description = "Leave the lines of the lake.")
    private boolean isQueuesOnly;

    @Override
    public Integer call() {
        if (lake == null) {
            return deployed();
        }
        if (where.isGiven() || isDry || isQueuesOnly) {
            throw new WrongInputException("--lake == " + lake + ", must be the only option");
        }
        List<Redriven> objects;
        try (Progress progress = northstar.terminal().progress()) {
            objects = OpenLake.at(lake).redrive(progress::update);
        }
        List<Line> lines = objects.stream().map(Redriven::line).toList();
        northstar.terminal().print(lines.isEmpty() ? List.of(Line.of("No record is refused.")) : lines);
        return ExitCode.OK;
    }

    private int deployed() {
        Instant begin = northstar.clock().instant();
        List<Drained> drained;
        List<Redriven> objects = List.of();
        try (Progress progress = northstar.terminal().progress();
                Account account = where.open(northstar.clock());
                Sender sender = account.sender()) {
            progress.update("Reading the queues…");
            drained = new Redrive(account, sender, progress::update).run(isDry);
            if (!isDry && !isQueuesOnly) {
                objects = lines(account, sender, begin, progress);
            }
        }
        List<Line> lines = new ArrayList<>();
        drained.forEach(queue -> lines.addAll(told(queue)));
        objects.forEach(object -> lines.add(object.line()));
        northstar.terminal().print(lines.isEmpty() ? List.of(Line.of("Nothing waits to be tried again.")) : lines);
        boolean stays = drained.stream().anyMatch(queue -> !queue.stays().isEmpty());
        return stays ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Tries the refused lines of the bucket again, and announces what is new so that it is measured. */
    private static List<Redriven> lines(Account account, Sender sender, Instant now, Progress progress) {
        progress.update("Looking for refused lines…");
        List<Message> landed = new ArrayList<>();
        List<Redriven> objects = RefusedRecords.ofBucket(account.bucket()::lake)
                .tryAgain(progress::update, (object, before) -> {
                    if (object.refused() < before) {
                        landed.add(object.announcement(now));
                    }
                });
        for (Message message : landed) {
            String type = message.type().title();
            sender.send(new Outgoing(type, Envelope.NORTHSTAR, type, Messages.write(message), null));
        }
        sender.finish().forEach(refused -> {
            throw new IllegalStateException(refused.event().place() + " was refused by the bus: " + refused.reason());
        });
        return objects;
    }

    private List<Line> told(Drained queue) {
        List<Line> lines = new ArrayList<>();
        String verb = isDry ? " for " : " handed to ";
        if (queue.handed() > 0) {
            lines.add(Line.of(queue.queue() + ": " + Figures.count(queue.handed(), "event") + verb + queue.to()
                    + (isDry ? "" : " again")));
            counted(queue.reasons())
                    .forEach((reason, count) -> lines.add(Line.of("  " + Figures.count(count) + " × " + reason)));
        }
        if (!queue.stays().isEmpty()) {
            lines.add(Line.of(queue.queue() + ": " + Figures.count(queue.stays().size(), "message")
                    + (queue.stays().size() == 1 ? " stays" : " stay")));
            counted(queue.stays())
                    .forEach((reason, count) -> lines.add(Line.of("  " + Figures.count(count) + " × " + reason)));
        }
        return lines;
    }

    /** Returns the most frequent ones first. */
    private static Map<String, Long> counted(List<String> reasons) {
        Map<String, Long> counts = new LinkedHashMap<>();
        reasons.forEach(reason -> counts.merge(reason, 1L, Long::sum));
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_REASONS)
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
