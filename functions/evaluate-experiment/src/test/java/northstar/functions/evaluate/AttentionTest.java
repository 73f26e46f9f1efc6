package northstar.functions.evaluate;

import static northstar.functions.evaluate.Clinic.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import northstar.domain.evaluation.Verdict;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.AttentionNeeded.Kind;
import northstar.events.Message.ExperimentMeasured;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private final Clinic clinic = Clinic.ofDefined();

    private static List<Kind> kinds(List<Message> answers) {
        return answers.stream()
                .filter(AttentionNeeded.class::isInstance)
                .map(message -> ((AttentionNeeded) message).kind())
                .toList();
    }

    @Test
    void lookThatShowsNothing_needsNoAttention() {
        assertThat(kinds(clinic.look(8, 1_000, "1.001"))).isEmpty();
    }

    @Test
    void earlyWin_isReadyForADecisionOnce() {
        List<Kind> first = kinds(clinic.look(8, 10_000, "1.5"));
        Verdict verdict = clinic.last().verdict();

        assertThat(first).containsExactly(Kind.DECISION_READY);
        assertThat(verdict).isEqualTo(Verdict.SHIP);
        assertThat(kinds(clinic.look(9, 11_000, "1.5"))).isEmpty();
    }

    @Test
    void finalLook_isReadyForADecision() {
        clinic.look(8, 1_000, "1.001");

        List<Message> answers = clinic.look(Clinic.END, 2_000, "1.001");

        assertThat(kinds(answers)).containsExactly(Kind.DECISION_READY);
        AttentionNeeded attention = (AttentionNeeded) answers.getLast();
        assertThat(attention.experiment()).isEqualTo("search");
        assertThat(attention.at()).isEqualTo(day(Clinic.END));
        assertThat(attention.text()).isEqualTo("search can be decided: the data cannot tell.");
    }

    @Test
    void harm_isToldAtTheFirstLookThatShowsIt() {
        List<Message> first = clinic.look(2, 10_000, "0.5");

        assertThat(kinds(first)).containsExactly(Kind.HARM);
        assertThat(((AttentionNeeded) first.getLast()).text())
                .isEqualTo("A variant of search does harm: ranked: booked got worse.");
        assertThat(kinds(clinic.look(3, 11_000, "0.5"))).isEmpty();
    }

    @Test
    void unplannedSizesOfTheArms_areToldAtTheFirstLookThatShowsThem() {
        List<Kind> first = kinds(clinic.evaluate(clinic.measure(2, 10_000, 12_000, "1")));
        List<Kind> second = kinds(clinic.evaluate(clinic.measure(3, 11_000, 13_000, "1")));

        assertThat(first).containsExactly(Kind.SAMPLE_RATIO);
        assertThat(second).isEmpty();
    }

    /** The win of the late look stays; it lay before a full week was over, which the later look is not. */
    @Test
    void lateLookThatMakesALaterOneDecidable_tellsOfTheLaterOneOnce() {
        List<Kind> first = kinds(clinic.look(8, 10_000, "1.001"));

        List<Message> late = clinic.look(3, 9_000, "1.5");

        assertThat(first).isEmpty();
        assertThat(clinic.last().verdict()).isEqualTo(Verdict.SHIP);
        assertThat(kinds(late)).containsExactly(Kind.DECISION_READY);
        assertThat(((AttentionNeeded) late.getLast()).at()).isEqualTo(day(8));
        assertThat(kinds(clinic.look(4, 9_000, "1.5"))).isEmpty();
    }

    @Test
    void repeatedDelivery_tellsItAgainSinceACrashMayHaveLostIt() {
        ExperimentMeasured measured = clinic.measure(2, 10_000, 10_000, "0.5");
        List<Message> first = clinic.evaluate(measured);

        assertThat(clinic.evaluate(measured)).isEqualTo(first);
    }
}
