package northstar.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.ExperimentChanged;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import northstar.domain.definition.DefinitionEvent.FeatureShipped;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.embedded.bus.TimedEvent;
import northstar.events.DefinitionDocuments;
import northstar.events.Definitions;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.lake.engine.DuckDb;
import northstar.measurement.AggregateTable;

/** Ten short experiments of the ASOS programme as the events that producers send, with changes on the way. */
final class Programme {
    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant DEFINED = START.minus(Duration.ofDays(1));
    private static final Path EXAMPLE = HOME.resolve("examples/asos");

    private Programme() {}

    /** Returns the whole stream in the order of time. */
    static List<TimedEvent> stream(int experiments) throws IOException {
        Definitions northStars = DefinitionDocuments.read(EXAMPLE.resolve("north-star.yaml"));
        Definitions programme = DefinitionDocuments.read(EXAMPLE.resolve("asos.yaml"));
        List<PinnedExperiment> pinned = programme.experiments().stream()
                .sorted(Comparator.comparing(experiment -> experiment.end()))
                .limit(experiments)
                .map(experiment -> new PinnedExperiment(
                        new CurrentExperiment(experiment, 1, START, null),
                        northStars.northStars().getFirst(),
                        northStars.metrics(),
                        "any"))
                .toList();
        List<TimedEvent> stream = new ArrayList<>();
        stream.add(event(new NorthStarDefined(northStars.northStars().getFirst(), DEFINED)));
        stream.add(event(new MetricsDefined(northStars.metrics(), DEFINED)));
        pinned.forEach(each -> stream.add(event(new ExperimentLaunched(each.experiment(), DEFINED))));
        stream.addAll(changes(pinned));
        reports(pinned)
                .forEach(report -> stream.add(new TimedEvent(
                        "Aggregates Reported",
                        "warehouse",
                        Messages.write(Message.ReportedRows.of(report)),
                        report.at())));
        stream.sort(Comparator.comparing(TimedEvent::time));
        return stream;
    }

    private static List<TimedEvent> changes(List<PinnedExperiment> pinned) {
        String changed = pinned.get(1).experiment().key();
        String stopped = pinned.get(2).experiment().key();
        String shipped = pinned.get(3).experiment().feature();
        return List.of(
                event(new ExperimentChanged(
                        changed, START.plus(Duration.ofDays(4)), false, null, "ana", null, null, 2.5, 0.5, null, null)),
                event(new ExperimentStopped(stopped, START.plus(Duration.ofDays(6)), "the budget is spent")),
                event(new FeatureShipped(shipped, "v1", START.plus(Duration.ofDays(9)), null)));
    }

    private static Collection<AggregateReport> reports(List<PinnedExperiment> pinned) {
        List<AggregateReport> reports = new ArrayList<>();
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            Map<String, List<AggregateReport>> byExperiment = AggregateTable.open(
                            engine, EXAMPLE.resolve("asos.csv.gz"), "asos.csv.gz")
                    .reports(pinned);
            byExperiment.values().forEach(reports::addAll);
        }
        return reports;
    }

    private static TimedEvent event(DefinitionEvent definition) {
        Message message = new Message.Definition(definition);
        return new TimedEvent(message.type().title(), "growth", Messages.write(message), definition.at());
    }

    static EmbeddedOptions options(Path lake) {
        return EmbeddedOptions.of(HOME.resolve("template.yaml"), lake, HOME.resolve("local/dynamodb-local/target/lib"))
                .withStart(DEFINED)
                .coalesce("RankFeatures");
    }
}
