package northstar.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    private static Finding finding(Effect effect, boolean isFinal) {
        return Finding.of(Samples.pinned(), effect, isFinal);
    }

    @ParameterizedTest
    @CsvSource({
        "nights,     +2.0, 0.01, true,  BETTER",
        "nights,     -2.0, 0.01, true,  WORSE",
        "nights,     +2.0, 0.05, true,  BETTER",
        "nights,     +2.0, 0.06, true,  CANNOT_TELL",
        "nights,     +2.0, 0.06, false, TOO_EARLY",
        "nights,     +2.0, 0.01, false, BETTER",
        "nights,      0.0, 0.99, true,  NO_DIFFERENCE",
        "complaints, +2.0, 0.01, true,  WORSE",
        "complaints, -2.0, 0.01, true,  BETTER"
    })
    void of_effect_dependsOnItsDirectionAndItsTest(
            String metric, double percent, double pValue, boolean isFinal, Finding expected) {
        assertThat(finding(Samples.effect(metric, Role.EXPLORATORY, percent, pValue), isFinal))
                .isEqualTo(expected);
    }

    @Test
    void of_guardrail_dependsOnItsMargin() {
        assertThat(finding(Samples.guardrail(1, 0.5, true), true)).isEqualTo(Finding.SAFE);
        assertThat(finding(Samples.guardrail(1, 0.5, false), true)).isEqualTo(Finding.UNPROVEN);
        assertThat(finding(Samples.guardrail(5, 0.001, false), true)).isEqualTo(Finding.WORSE);
    }

    @Test
    void of_untested_waitsOnlyWhereWaitingHelps() {
        assertThat(finding(Samples.untested("nights", Role.NORTH_STAR, 1, Reason.BURN_IN), false))
                .isEqualTo(Finding.TOO_EARLY);
        assertThat(finding(Samples.untested("nights", Role.NORTH_STAR, 1, Reason.NO_VARIANCE), false))
                .isEqualTo(Finding.CANNOT_TELL);
        assertThat(finding(Samples.untested("nights", Role.NORTH_STAR, 1, Reason.LOW_N), true))
                .isEqualTo(Finding.CANNOT_TELL);
    }
}
