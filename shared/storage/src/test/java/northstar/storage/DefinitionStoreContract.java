package northstar.storage;

import static northstar.storage.Samples.launched;
import static northstar.storage.Samples.metricVersion;
import static northstar.storage.Samples.pinned;
import static northstar.storage.Samples.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of definitions promises. */
public abstract class DefinitionStoreContract extends StoreContract {
    private static final Subject SEARCH = Subject.experiment("search");

    private DefinitionStore store() {
        return stores().definitions();
    }

    /** Every event is delivered at least once, so sometimes twice. */
    @Test
    void append_sameVersionAgain_isNotNew() {
        assertThat(store().append(SEARCH, launched("search", 0))).isTrue();
        assertThat(store().append(SEARCH, launched("search", 0))).isFalse();
        assertThat(store().history(SEARCH)).containsExactly(launched("search", 0));
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void append_anyOrderAndRepetition_leavesTheSameHistory(long seed) {
        List<Version> versions = List.of(
                launched("search", 0),
                stopped("search", 3, "harm"),
                stopped("search", 3, "bug"),
                launched("search", 1));

        Samples.shuffledAndRepeated(versions, seed).forEach(version -> store().append(SEARCH, version));

        assertThat(store().history(SEARCH)).containsExactlyElementsOf(new TreeSet<>(versions));
    }

    @Test
    void append_sameTimeOtherContent_keepsBoth() {
        store().append(SEARCH, stopped("search", 3, "harm"));

        assertThat(store().append(SEARCH, stopped("search", 3, "bug"))).isTrue();
        assertThat(store().history(SEARCH)).hasSize(2);
    }

    /** Fractions of a second make the text of an instant longer, which must not disturb the order. */
    @Test
    void history_fractionsOfSeconds_areInTimeOrder() {
        Version whole = launched("search", 0);
        Version later = new Version(
                new DefinitionEvent.ExperimentLaunched(
                        Samples.experiment("search"), Samples.day(0).plusMillis(5)),
                "a");
        store().append(SEARCH, later);
        store().append(SEARCH, whole);

        assertThat(store().history(SEARCH)).containsExactly(whole, later);
    }

    @Test
    void history_otherSubject_isEmpty() {
        store().append(Subject.metric("nights"), metricVersion(0, "nights"));

        assertThat(store().history(Subject.metric("night"))).isEmpty();
        assertThat(store().history(Subject.feature("nights"))).isEmpty();
    }

    @Test
    void keys_severalKinds_areThoseOfTheKindInAlphabeticalOrder() {
        store().append(Subject.metric("nights"), metricVersion(1, "nights"));
        store().append(Subject.metric("clicks"), metricVersion(0, "clicks"));
        store().append(Subject.metric("clicks"), metricVersion(1, "clicks"));
        store().append(SEARCH, launched("search", 0));

        assertThat(store().keys(Subject.Kind.METRIC)).containsExactly("clicks", "nights");
        assertThat(store().keys(Subject.Kind.EXPERIMENT)).containsExactly("search");
        assertThat(store().keys(Subject.Kind.NORTH_STAR)).isEmpty();
    }

    @Test
    void experiment_nothingStored_isEmpty() {
        store().append(SEARCH, launched("search", 0));

        assertThat(store().experiment("search")).isEmpty();
    }

    @Test
    void replaceExperiment_pendingThenReady_isReadAsWritten() {
        ExperimentState pending = pending("nights", "clicks");
        ExperimentState ready = new ExperimentState.Ready(pinned("search", 1));

        assertThat(store().replaceExperiment("search", 0, pending)).isTrue();
        assertThat(store().experiment("search")).contains(new Revisioned<>(pending, 1));
        assertThat(store().replaceExperiment("search", 1, ready)).isTrue();
        assertThat(store().experiment("search")).contains(new Revisioned<>(ready, 2));
    }

    @Test
    void replaceExperiment_equalState_raisesNothing() {
        store().replaceExperiment("search", 0, pending("nights"));

        assertThat(store().replaceExperiment("search", 1, pending("nights"))).isTrue();
        assertThat(store().replaceExperiment("search", 0, pending("nights"))).isTrue();
        assertThat(store().experiment("search")).contains(new Revisioned<>(pending("nights"), 1));
    }

    @Test
    void replaceExperiment_anotherWriterWasFirst_isRefused() {
        store().replaceExperiment("search", 0, pending("nights"));

        assertThat(store().replaceExperiment("search", 0, pending("clicks"))).isFalse();
        assertThat(store().replaceExperiment("search", 2, pending("clicks"))).isFalse();
        assertThat(store().experiment("search")).contains(new Revisioned<>(pending("nights"), 1));
    }

    @Test
    void replaceExperiment_racingWriters_endWithTheStateOfAllVersions() throws Exception {
        Racers.run(4, number -> {
            store().append(SEARCH, stopped("search", number, "reason"));
            while (!derived()) {
                Thread.onSpinWait();
            }
        });

        assertThat(store().experiment("search").orElseThrow().value())
                .isEqualTo(new ExperimentState.Ready(pinned("search", 4)));
    }

    private boolean derived() {
        long revision = store().experiment("search").map(Revisioned::revision).orElse(0L);
        int versions = store().history(SEARCH).size();
        return store().replaceExperiment("search", revision, new ExperimentState.Ready(pinned("search", versions)));
    }

    private static ExperimentState pending(String... metrics) {
        TreeSet<Subject> missing = new TreeSet<>();
        IntStream.range(0, metrics.length).forEach(i -> missing.add(Subject.metric(metrics[i])));
        return new ExperimentState.Pending(missing);
    }
}
