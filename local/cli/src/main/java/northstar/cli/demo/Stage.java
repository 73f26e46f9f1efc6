package northstar.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import northstar.cli.input.DefinitionFile;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.ranking.Ranking;
import northstar.embedded.EmbeddedAws;
import northstar.embedded.EmbeddedOptions;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.Call;
import northstar.embedded.delivery.DeadLetter;
import northstar.events.Definitions;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.lake.FolderLake;
import northstar.lake.Landed;
import northstar.lake.Manifests;
import northstar.storage.ExperimentState;
import northstar.storage.Stores;

/** The embedded system with a lake of its own, as the story uses it. */
final class Stage implements AutoCloseable {
    private static final String SOURCE = "demo";

    private final EmbeddedAws aws;
    private final Path lake;
    private final Thread cleaner;

    private Stage(EmbeddedAws aws, Path lake) {
        this.aws = aws;
        this.lake = lake;
        cleaner = new Thread(() -> delete(lake));
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /**
     * Starts the system; DynamoDB Local goes on starting after it has returned.
     *
     * @param home the project's folder
     * @param start where the virtual clock begins
     * @param calls hears of each call of a function
     */
    static Stage open(Path home, Instant start, Consumer<Call> calls) throws IOException {
        Path lake = Files.createTempDirectory("northstar-demo");
        EmbeddedOptions options = EmbeddedOptions.of(
                        home.resolve("template.yaml"), lake, home.resolve("local/dynamodb-local/target/lib"))
                .withStart(start)
                .withWorkers(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .coalesce("RankFeatures")
                .withObserver(calls);
        return new Stage(EmbeddedAws.start(options), lake);
    }

    /** Sends what a file declares, as events at a time. */
    void define(List<DefinitionFile> files, Instant at) {
        List<DefinitionEvent> events = new ArrayList<>();
        for (DefinitionFile file : files) {
            Definitions all = file.complete();
            all.northStars().forEach(northStar -> events.add(new NorthStarDefined(northStar, at)));
            events.add(new MetricsDefined(all.metrics(), at));
            all.experiments().forEach(experiment -> events.add(new ExperimentLaunched(experiment, at)));
        }
        send(events.stream()
                .distinct()
                .map(event -> (Message) new Message.Definition(event))
                .toList());
    }

    /** Sends messages, each at its own time, and moves time to the last of them. */
    void send(List<Message> messages) {
        aws.sendAll(messages.stream()
                .map(message -> new TimedEvent(message.type().title(), SOURCE, Messages.write(message), message.at()))
                .toList());
        check();
    }

    /** Sends events as producers do, each at its own time, and moves time to the last of them. */
    void sendEvents(List<TimedEvent> events) {
        aws.sendAll(events);
        check();
    }

    /** Puts a file into the lake, and lets the functions take it. */
    void put(String key, Path file) {
        aws.putObject(key, file);
        aws.settle();
        check();
    }

    /** Returns what landed of the objects whose keys begin so. */
    List<Landed> landed(String prefix) {
        return new Manifests(new FolderLake(lake))
                .landed().stream()
                        .filter(landed -> landed.object().startsWith(prefix))
                        .toList();
    }

    /** Puts the table of an experiment where the functions look for it. */
    void putTable(Experiment experiment, Path table) {
        aws.putObject("units/" + experiment.key() + "/" + table.getFileName(), table);
    }

    /** Moves time; schedules fire on the way. */
    void advanceTo(Instant time) {
        aws.advanceTo(time);
        aws.settle();
        check();
    }

    private void check() {
        List<DeadLetter> dead = aws.deadLetters();
        if (!dead.isEmpty()) {
            throw new IllegalStateException(dead.size() + " events could not be handled, the first of them because of "
                    + dead.getFirst().reason());
        }
    }

    /** Returns the definition that an experiment is measured by. */
    PinnedExperiment pinned(String experiment) {
        ExperimentState state = stores().definitions()
                .experiment(experiment)
                .orElseThrow(() -> notStored("definition of " + experiment))
                .value();
        return switch (state) {
            case ExperimentState.Ready(PinnedExperiment pinned) -> pinned;
            case ExperimentState.Pending _ -> throw notStored("metrics of " + experiment);
        };
    }

    /** Returns all evaluations of an experiment in time order. */
    List<Evaluation> evaluations(String experiment) {
        var evaluations = stores().evaluations();
        return evaluations.from(evaluations.looks(experiment), Instant.EPOCH).stream()
                .map(EvaluatedLook::evaluation)
                .toList();
    }

    /** Returns the newest ranking of a North Star. */
    Ranking ranking(String northStar) {
        return stores().rankings().current(northStar).orElseThrow(() -> notStored("ranking of " + northStar));
    }

    private Stores stores() {
        return aws.stores();
    }

    private static IllegalStateException notStored(String what) {
        return new IllegalStateException("the functions have not stored the " + what);
    }

    @Override
    public void close() {
        aws.close();
        delete(lake);
        Runtime.getRuntime().removeShutdownHook(cleaner);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
