package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.moments.Measurement;
import northstar.domain.ranking.Ranking;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.DeliveryMode;
import northstar.events.Codec;
import northstar.lake.DaySeals;
import northstar.lake.FolderLake;
import northstar.lake.SealLease;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement;
import northstar.storage.EvaluationStore;
import northstar.storage.ExperimentState;
import northstar.storage.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw events become evaluations and a ranking: sent, landed, looked at when it is due, all on the virtual clock. */
class EventsDoorTest {
    @TempDir
    private Path folder;

    private Path lake;

    @BeforeEach
    void makeLake() throws IOException {
        lake = Files.createDirectory(folder.resolve("lake"));
    }

    private static PinnedExperiment pinned(Stores stores) {
        return stores.definitions().experiment("search").orElseThrow().value()
                        instanceof ExperimentState.Ready(PinnedExperiment pinned)
                ? pinned
                : null;
    }

    private static List<Instant> looks(EmbeddedAws aws) {
        return aws.stores().measurements().times("search", pinned(aws.stores()).hash());
    }

    private static Optional<Measurement> finalMeasurement(EmbeddedAws aws) {
        return aws.stores().measurements().read("search", pinned(aws.stores()).hash(), Shop.FINAL);
    }

    /** Measures the lake that the functions left behind, in one pass. */
    private Measurement replayed(PinnedExperiment pinned) {
        DuckDb.Limits limits = new DuckDb.Limits(128, 1, folder.resolve("spill"));
        try (DuckDb engine = new DuckDb(limits)) {
            return new LakeMeasurement(engine, new DaySeals(limits, new FolderLake(lake), SealLease.NONE))
                    .replay(pinned, Shop.FINAL)
                    .getLast();
        }
    }

    private EmbeddedOptions options() {
        return Programme.options(lake).withStart(Shop.START.minus(Duration.ofHours(1)));
    }

    private static void play(EmbeddedAws aws, Instant defined) {
        List<TimedEvent> stream = new ArrayList<>(Shop.definitions(defined));
        stream.addAll(Shop.raw());
        stream.sort(Comparator.comparing(TimedEvent::time));
        aws.sendAll(stream);
        aws.advanceTo(Shop.FINAL);
        aws.settle();
        assertThat(aws.deadLetters()).isEmpty();
    }

    private static List<Instant> days(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(day -> Shop.START.plus(Duration.ofDays(day)))
                .toList();
    }

    private static EvaluatedLook last(EmbeddedAws aws) {
        EvaluationStore evaluations = aws.stores().evaluations();
        return evaluations.from(evaluations.looks("search"), Shop.FINAL).getLast();
    }

    @Test
    void rawEvents_areMeasuredAtEveryLook_evaluatedAndRanked() throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            play(aws, Shop.START.minus(Duration.ofMinutes(30)));

            PinnedExperiment pinned = pinned(aws.stores());
            assertThat(looks(aws)).containsExactlyElementsOf(days(1, 10));
            Measurement last = finalMeasurement(aws).orElseThrow();
            assertThat(last).isEqualTo(replayed(pinned));
            assertThat(last.variants().values().stream().mapToLong(moments -> moments.units()))
                    .satisfies(units -> assertThat(
                                    units.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(420));
            assertThat(last(aws).evaluation().isFinal()).isTrue();
            Ranking ranking = aws.stores().rankings().current("bookings").orElseThrow();
            assertThat(ranking.features())
                    .singleElement()
                    .satisfies(feature -> assertThat(feature.feature()).isEqualTo("search"));
        }
    }

    @Test
    void everythingTwiceAndShuffled_givesTheSameFinalLook() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (EmbeddedAws quiet = EmbeddedAws.start(options());
                EmbeddedAws shuffled = EmbeddedAws.start(Programme.options(other)
                        .withStart(Shop.START.minus(Duration.ofHours(1)))
                        .withMode(new DeliveryMode.TwiceShuffled(20261001, Duration.ofHours(5), Set.of())))) {
            play(quiet, Shop.START.minus(Duration.ofMinutes(30)));
            play(shuffled, Shop.START.minus(Duration.ofMinutes(30)));

            assertThat(finalMeasurement(shuffled)).isEqualTo(finalMeasurement(quiet));
            assertThat(looks(shuffled)).isEqualTo(looks(quiet));
            assertThat(Codec.evaluation().write(last(shuffled).evaluation()))
                    .isEqualTo(Codec.evaluation().write(last(quiet).evaluation()));
        }
    }

    @Test
    void experimentThatIsRegisteredLate_hasTheLooksThatAreLeft() throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            play(aws, Shop.START.plus(Duration.ofHours(3 * 24 + 5)));

            assertThat(looks(aws)).containsExactlyElementsOf(days(4, 10));
            assertThat(finalMeasurement(aws)).contains(replayed(pinned(aws.stores())));
        }
    }

    @Test
    void experimentThatIsRegisteredAfterItsEnd_hasItsFinalLookAtOnce() throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            aws.sendAll(Shop.raw());
            aws.settle();
            aws.sendAll(Shop.definitions(Shop.FINAL.plus(Duration.ofDays(1))));
            aws.settle();

            assertThat(looks(aws)).containsExactly(Shop.FINAL);
            assertThat(finalMeasurement(aws)).contains(replayed(pinned(aws.stores())));
        }
    }

    @Test
    void eventsThatComeAfterTheFinalLook_changeIt() throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            play(aws, Shop.START.minus(Duration.ofMinutes(30)));
            Measurement before = finalMeasurement(aws).orElseThrow();

            aws.send(Shop.event("Activity", Shop.FINAL.plus(Duration.ofDays(2)), """
                    {"unit": "user-0-0", "event": "Booked", "at": "2026-10-01T20:00:00Z", "id": "late", "value": 100}"""));
            aws.settle();

            assertThat(finalMeasurement(aws).orElseThrow())
                    .isNotEqualTo(before)
                    .isEqualTo(replayed(pinned(aws.stores())));
        }
    }

    @Test
    void stop_movesTheFinalLook() throws IOException {
        Instant stopped = Shop.START.plus(Duration.ofHours(4 * 24 + 12));
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            List<TimedEvent> stream = new ArrayList<>(Shop.definitions(Shop.START.minus(Duration.ofMinutes(30))));
            stream.addAll(Shop.raw());
            stream.add(Shop.event(
                    "Experiment Stopped",
                    stopped,
                    "{\"experiment\": \"search\", \"at\": \"%s\", \"reason\": \"over\"}".formatted(stopped)));
            stream.sort(Comparator.comparing(TimedEvent::time));
            aws.sendAll(stream);
            aws.advanceTo(Shop.FINAL);
            aws.settle();

            List<Instant> looks = new ArrayList<>(days(1, 4));
            looks.add(stopped.plus(Duration.ofDays(3)));
            assertThat(looks(aws)).isEqualTo(looks);
        }
    }
}
