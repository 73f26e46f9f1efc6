package northstar.functions.measure;

import static northstar.functions.measure.Laboratory.DAY_3;
import static northstar.functions.measure.Laboratory.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import northstar.events.MalformedInputException;
import northstar.storage.ExperimentState;
import northstar.storage.Subject;
import org.junit.jupiter.api.Test;

class MeasureExperimentHandlerTest {
    private final Laboratory laboratory = new Laboratory();

    @Test
    void due_ofAnUnknownExperiment_measuresNothing() {
        assertThat(laboratory.due(DAY_3)).isEmpty();
    }

    @Test
    void due_whileTheExperimentWaits_measuresNothing() {
        laboratory
                .stores
                .definitions()
                .replaceExperiment(
                        "search", 0, new ExperimentState.Pending(new TreeSet<>(List.of(Subject.metric("booked")))));

        assertThat(laboratory.due(DAY_3)).isEmpty();
    }

    @Test
    void due_withoutAReport_measuresNothing() {
        laboratory.defineAggregates();

        assertThat(laboratory.due(DAY_3)).isEmpty();
    }

    @Test
    void otherMessage_isRefused() {
        assertThatThrownBy(() -> laboratory.send(
                        "Features Ranked",
                        "{\"northStar\": \"nights\", \"revision\": 1, \"at\": \"2026-10-01T00:00:00Z\"}"))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$ == Features Ranked, must be Evaluation Due, Aggregates Reported or Events Landed");
    }

    @Test
    void measured_isLoggedByTypeAndCount() {
        laboratory.defineAggregates();

        laboratory.report(
                DAY_3,
                "{\"batch\": [{\"experiment\": \"search\", \"at\": \"%s\", \"rows\": [%s]}, {\"experiment\": \"search\", \"at\": \"%s\", \"rows\": [%s]}]}"
                        .formatted(
                                DAY_3,
                                row("control", "booked", 1),
                                DAY_3.plus(Duration.ofDays(1)),
                                row("ranked", "booked", 1)));

        assertThat(laboratory.surroundings.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("\"message\":\"measured\"", "\"type\":\"Aggregates Reported\"", "\"answers\":2"));
    }
}
