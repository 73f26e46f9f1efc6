package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import northstar.domain.Reason;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Scale;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

class NorthStarResultsTest {
    private static VariantResult result(Trial trial, Look look) {
        PinnedExperiment pinned = trial.pinned();
        Evaluation evaluation = trial.replay(look).getFirst().evaluation();
        List<VariantResult> results = NorthStarResults.of(pinned, look.measurement(), evaluation);
        return results.getFirst();
    }

    private static Look look() {
        return new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 10_000, 5.1, 1.0);
    }

    @Test
    void measured_isTheRelativeEffect() {
        VariantResult.Measured measured = result(Trial.halves(), look()).measured();

        assertThat(measured.effect()).isCloseTo(0.02, within(1e-12));
        assertThat(measured.ratio()).isCloseTo(1.02, within(1e-12));
        assertThat(measured.controlError()).isCloseTo(0.01 / 5, within(1e-12));
    }

    @Test
    void measured_turnsTheSignWhereLessIsBetter() {
        assertThat(result(Trial.halves().northStarDown(), look()).measured().effect())
                .isCloseTo(-0.02, within(1e-12));
    }

    @Test
    void scale_isMeasuredFromTheExposedUnits() {
        Scale scale =
                result(Trial.halves().allocation(0.4), look().at(Trial.day(10))).scale();

        assertThat(scale.basis()).isEqualTo(Basis.MEASURED);
        assertThat(scale.unitsPerYear()).isCloseTo(20_000 / 10.0 * 365 / 0.4, within(1e-6));
        assertThat(scale.controlMean()).isEqualTo(5);
    }

    /** A ramp-up: 10 % for two days, 50 % since; on average 42 % of the units came in. */
    @Test
    void scale_ofARampUp_countsEachDayByItsOwnAllocation() {
        Trial trial = Trial.halves().formerAllocation(0.1, 2).allocation(0.5);

        assertThat(result(trial, look().at(Trial.day(10))).scale().unitsPerYear())
                .isCloseTo(20_000 / 10.0 * 365 / 0.42, within(1e-6));
    }

    @Test
    void scale_afterTheEnd_countsTheDaysOfTheTest() {
        assertThat(result(Trial.halves(), look().at(Trial.day(30))).scale().unitsPerYear())
                .isCloseTo(20_000 / 14.0 * 365, within(1e-6));
    }

    @Test
    void scale_statedByTheOwner_isTaken() {
        assertThat(result(Trial.halves().reach(1_000), look()).scale()).isEqualTo(new Scale(5, 1_000, Basis.STATED));
    }

    @Test
    void scale_atTheStart_isUnknown() {
        assertThat(result(Trial.halves(), look().at(Trial.START)).scale()).isNull();
    }

    @Test
    void effectOfUnknownVariance_isNotMeasured() {
        Look look = new Look().arm("control", "nights", 10, 5, null).arm("ranked", "nights", 10, 6, null);

        VariantResult result = result(Trial.halves(), look);

        assertThat(result.measured()).isNull();
        assertThat(result.undefined()).isEqualTo(Reason.NO_VARIANCE);
    }

    @Test
    void effectOnAControlMeanOfZero_isNotMeasured() {
        Look look = new Look().arm("control", "nights", 100, 0, 1.0).arm("ranked", "nights", 100, 1, 1.0);

        assertThat(result(Trial.halves(), look).undefined()).isEqualTo(Reason.RELATIVE_UNDEFINED);
    }

    @Test
    void nothingMeasured_hasNoDataAndNoScale() {
        VariantResult result = result(Trial.halves(), new Look().arm("control", "other", 10, 1, 1.0));

        assertThat(result.undefined()).isEqualTo(Reason.NO_DATA);
        assertThat(result.scale()).isNull();
    }

    @Test
    void flags_tellWhyATestIsMissing() {
        assertThat(result(Trial.halves(), look().at(Trial.day(3))).flags()).containsExactly(Reason.NOT_FINAL);
    }
}
