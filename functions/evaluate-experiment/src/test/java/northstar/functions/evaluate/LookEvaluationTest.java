package northstar.functions.evaluate;

import static northstar.functions.evaluate.Clinic.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.ranking.VariantResult;
import northstar.evaluation.Evaluator;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.ExperimentEvaluated;
import northstar.events.Message.ExperimentMeasured;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.EvaluationStore;
import northstar.storage.ExperimentState;
import northstar.storage.Looks;
import northstar.storage.Subject;
import org.junit.jupiter.api.Test;

class LookEvaluationTest {
    private final Clinic clinic = Clinic.ofDefined();

    private LookEvaluation over(EvaluationStore evaluations) {
        return new LookEvaluation(
                clinic.stores.definitions(),
                clinic.stores.measurements(),
                evaluations,
                new Evaluator("test", ContentHash::of));
    }

    @Test
    void measuredLook_isEvaluatedStoredAndAnnounced() {
        List<Message> answers = clinic.look(1, 1_000, "1.01");

        assertThat(clinic.stored()).hasSize(1);
        assertThat(answers)
                .containsExactly(new ExperimentEvaluated("search", day(1), false, ContentHash.of(clinic.last())));
    }

    @Test
    void measuredLook_tellsTheRankingTheTreatmentsResult() {
        clinic.look(1, 1_000, "1.25");

        assertThat(clinic.stores.rankings().read("nights").results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.variant()).isEqualTo("ranked");
                    assertThat(Objects.requireNonNull(result.measured()).effect())
                            .isEqualTo(0.25);
                });
    }

    @Test
    void looks_inAnyOrder_endUpTheSame() {
        Clinic reversed = Clinic.ofDefined();
        for (int day = 1; day <= 4; day++) {
            clinic.look(day, 1_000L * day, "1.0" + day);
        }
        for (int day = 4; day >= 1; day--) {
            reversed.look(day, 1_000L * day, "1.0" + day);
        }

        assertThat(reversed.stored()).isEqualTo(clinic.stored());
        assertThat(reversed.stores.rankings().read("nights").results())
                .isEqualTo(clinic.stores.rankings().read("nights").results());
    }

    @Test
    void lateLook_correctsTheLaterOnes() {
        clinic.look(2, 2_000, "1.01");
        EvaluatedLook before = clinic.stored().getLast();

        clinic.look(1, 1_000, "1.5");

        assertThat(clinic.stored()).hasSize(2);
        assertThat(before.evaluation().look()).isEqualTo(1);
        assertThat(clinic.last().look()).isEqualTo(2);
        assertThat(clinic.last().effects()).isNotEqualTo(before.evaluation().effects());
    }

    @Test
    void lateLook_leavesTheRankingItsNewestResult() {
        clinic.look(2, 2_000, "1.25");

        clinic.look(1, 1_000, "1.5");

        assertThat(clinic.stores.rankings().read("nights").results())
                .singleElement()
                .satisfies(result -> assertThat(result.asOf()).isEqualTo(day(2)));
    }

    @Test
    void repeatedDelivery_changesNothingAndSaysTheSame() {
        ExperimentMeasured measured = clinic.measure(8, 1_000, 1_000, "1.5");
        List<Message> first = clinic.evaluate(measured);
        long looks = clinic.stores.evaluations().looks("search").revision();
        long ranking = clinic.stores.rankings().read("nights").revision();

        assertThat(clinic.evaluate(measured)).isEqualTo(first);
        assertThat(clinic.stores.evaluations().looks("search").revision()).isEqualTo(looks);
        assertThat(clinic.stores.rankings().read("nights").revision()).isEqualTo(ranking);
    }

    @Test
    void definitionNoLongerInForce_evaluatesNothing() {
        ExperimentMeasured measured = clinic.measure(1, 1_000, 1_000, "1.01");
        clinic.define("down");

        assertThat(clinic.evaluate(measured)).isEmpty();
        assertThat(clinic.stored()).isEmpty();
        assertThat(clinic.surroundings.lines()).anyMatch(line -> line.contains("nothing to evaluate"));
    }

    @Test
    void unknownExperiment_evaluatesNothing() {
        assertThat(new Clinic().evaluate(new ExperimentMeasured("search", day(1), false, "hash")))
                .isEmpty();
    }

    @Test
    void experimentThatWaitsForADefinition_evaluatesNothing() {
        Clinic waiting = new Clinic();
        waiting.stores
                .definitions()
                .replaceExperiment(
                        "search", 0, new ExperimentState.Pending(new TreeSet<>(List.of(Subject.metric("booked")))));

        assertThat(waiting.evaluate(new ExperimentMeasured("search", day(1), false, "hash")))
                .isEmpty();
    }

    @Test
    void lostRace_isEvaluatedAgainFromWhatTheWinnerWrote() {
        Clinic quiet = Clinic.ofDefined();
        quiet.look(1, 1_000, "1.5");
        quiet.look(2, 2_000, "1.01");
        ExperimentMeasured second = clinic.measure(2, 2_000, 2_000, "1.01");
        EvaluationStore lost =
                new Overtaken(clinic.stores.evaluations(), Point.WRITE, () -> clinic.look(1, 1_000, "1.5"));

        List<Message> answers = over(lost).evaluate(second);

        assertThat(answers).hasSize(1);
        assertThat(clinic.stored()).extracting(look -> look.evaluation().look()).containsExactly(1, 2);
        assertThat(clinic.stored())
                .extracting(EvaluatedLook::state)
                .isEqualTo(quiet.stored().stream().map(EvaluatedLook::state).toList());
    }

    @Test
    void looksThatChangedWhileTheyWereRead_areReadAgain() {
        ExperimentMeasured second = clinic.measure(2, 2_000, 2_000, "1.01");
        EvaluationStore changed =
                new Overtaken(clinic.stores.evaluations(), Point.READ, () -> clinic.look(1, 1_000, "1.5"));

        List<Message> answers = over(changed).evaluate(second);

        assertThat(answers).hasSize(1);
        assertThat(clinic.last().look()).isEqualTo(2);
    }

    @Test
    void raceLostAgainAndAgain_failsSoThatItIsTriedLater() {
        ExperimentMeasured measured = clinic.measure(1, 1_000, 1_000, "1.01");
        EvaluationStore lost = new Overtaken(clinic.stores.evaluations(), Point.EVERY_WRITE, () -> {});

        assertThatThrownBy(() -> over(lost).evaluate(measured))
                .isInstanceOf(ConflictingUpdateException.class)
                .hasMessageContaining("looks of search");
    }

    private enum Point {
        READ,
        WRITE,
        EVERY_WRITE
    }

    /** A store in which another writer is faster, once or always. */
    private static final class Overtaken implements EvaluationStore {
        private final EvaluationStore store;
        private final Point point;
        private final Runnable other;
        private boolean isOver;

        Overtaken(EvaluationStore store, Point point, Runnable other) {
            this.store = store;
            this.point = point;
            this.other = other;
        }

        private boolean isNow(Point where) {
            boolean isNow = point == where && !isOver;
            if (isNow) {
                isOver = true;
                other.run();
            }
            return isNow;
        }

        @Override
        public Looks looks(String experiment) {
            return store.looks(experiment);
        }

        @Override
        public Optional<EvaluatedLook> latestBefore(Looks looks, Instant at) {
            if (isNow(Point.READ)) {
                throw new ConflictingUpdateException("look", 1);
            }
            return store.latestBefore(looks, at);
        }

        @Override
        public List<EvaluatedLook> from(Looks looks, Instant from) {
            return store.from(looks, from);
        }

        @Override
        public boolean write(
                Looks read, List<EvaluatedLook> changed, Set<Instant> vanished, List<VariantResult> latest) {
            if (point == Point.EVERY_WRITE) {
                return false;
            }
            boolean wasOvertaken = isNow(Point.WRITE);
            boolean written = store.write(read, changed, vanished, latest);
            assertThat(written).isNotEqualTo(wasOvertaken);
            return written;
        }
    }
}
