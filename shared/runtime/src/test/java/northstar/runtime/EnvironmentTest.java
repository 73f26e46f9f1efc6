package northstar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static final Map<String, String> ALL = Map.of(
            "NORTHSTAR_TABLE", "northstar-table",
            "NORTHSTAR_BUS", "northstar",
            "NORTHSTAR_BUS_ARN", "arn:aws:events:eu-west-1:123456789012:event-bus/northstar",
            "NORTHSTAR_BUCKET", "northstar-lake",
            "NORTHSTAR_SCHEDULE_GROUP", "northstar-looks",
            "NORTHSTAR_SCHEDULE_ROLE", "arn:aws:iam::123456789012:role/northstar-schedules",
            "NORTHSTAR_SCHEDULE_DEAD_LETTERS", "arn:aws:sqs:eu-west-1:123456789012:northstar-schedules");

    @Test
    void from_allVariables_readsEach() {
        Environment environment = Environment.from(ALL);

        assertThat(environment.table()).isEqualTo("northstar-table");
        assertThat(environment.bus()).isEqualTo("northstar");
        assertThat(environment.busArn()).endsWith("event-bus/northstar");
        assertThat(environment.bucket()).isEqualTo("northstar-lake");
        assertThat(environment.scheduleGroup()).isEqualTo("northstar-looks");
        assertThat(environment.scheduleRole()).endsWith("role/northstar-schedules");
        assertThat(environment.scheduleDeadLetters()).endsWith(":northstar-schedules");
    }

    @Test
    void from_variablesOfTheProcess_keepsOnlyItsOwn() {
        Map<String, String> variables = new HashMap<>(ALL);
        variables.put("AWS_SECRET_ACCESS_KEY", "secret");

        assertThat(Environment.from(variables)).isEqualTo(Environment.from(ALL));
        assertThat(Environment.from(variables).toString()).doesNotContain("secret");
    }

    @Test
    void from_withoutTable_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.from(Map.of("NORTHSTAR_BUS", "northstar")))
                .withMessage("NORTHSTAR_TABLE == null, must be set in the function's environment (template.yaml)");
    }

    @Test
    void from_blankBus_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.from(Map.of("NORTHSTAR_TABLE", "t", "NORTHSTAR_BUS", " ")))
                .withMessage("NORTHSTAR_BUS == \" \", must not be blank");
    }

    @Test
    void from_roleThatIsNoArn_isRefused() {
        Map<String, String> variables = new HashMap<>(ALL);
        variables.put("NORTHSTAR_SCHEDULE_ROLE", "schedules");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.from(variables))
                .withMessage("NORTHSTAR_SCHEDULE_ROLE == \"schedules\", must be an ARN (arn:...)");
    }

    @Test
    void bucket_ofAFunctionWithoutOne_isRefused() {
        Environment environment = Environment.from(Map.of("NORTHSTAR_TABLE", "t", "NORTHSTAR_BUS", "b"));

        assertThatIllegalArgumentException()
                .isThrownBy(environment::bucket)
                .withMessage("NORTHSTAR_BUCKET == null, must be set in the function's environment (template.yaml)");
    }
}
