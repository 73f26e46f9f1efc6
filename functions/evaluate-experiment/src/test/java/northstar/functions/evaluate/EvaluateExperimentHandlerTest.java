package northstar.functions.evaluate;

import static northstar.functions.evaluate.Clinic.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import northstar.events.MalformedInputException;
import org.junit.jupiter.api.Test;

class EvaluateExperimentHandlerTest {
    @Test
    void otherMessage_isRefused() {
        Clinic clinic = new Clinic();

        assertThatThrownBy(() ->
                        clinic.send("Evaluation Due", "{\"experiment\": \"search\", \"at\": \"2026-10-08T00:00:00Z\"}"))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$ == Evaluation Due, must be Experiment Measured");
        assertThat(clinic.surroundings.published()).isEmpty();
    }

    @Test
    void evaluated_isLoggedByKeyAndTime() {
        Clinic clinic = Clinic.ofDefined();

        clinic.look(1, 1_000, "1.01");

        assertThat(clinic.surroundings.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"message\":\"evaluated\"",
                                "\"experiment\":\"search\"",
                                "\"at\":\"" + day(1) + "\"",
                                "\"answers\":1"));
    }
}
