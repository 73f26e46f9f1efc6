package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Direction;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Reading;
import northstar.domain.evaluation.Verdict;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static Look look(double control, double treatment) {
        return new Look()
                .arm("control", "nights", 10_000, control, 1.0)
                .arm("ranked", "nights", 10_000, treatment, 1.0);
    }

    private static Reading reading(Evaluation evaluation) {
        return evaluation.variants().getFirst().reading();
    }

    /** The normal posterior by hand: x = 0.02, s^2 = (1 + 1.02^2) / (25 * 10,000), prior variance 0.0025. */
    @Test
    void reading_ofAWin_isTheNormalPosterior() {
        Evaluation evaluation = Trial.halves().evaluate(look(5, 5.1));

        double square = (1 + 1.02 * 1.02) / 250_000;
        double mean = 0.02 * 0.0025 / (0.0025 + square);
        assertThat(reading(evaluation).relativeEffect()).isCloseTo(mean, within(1e-12));
        assertThat(reading(evaluation).standardDeviation())
                .isCloseTo(Math.sqrt(square * 0.0025 / (0.0025 + square)), within(1e-12));
        assertThat(reading(evaluation).chanceOfGain()).isGreaterThan(0.999999);
        assertThat(reading(evaluation).prior()).isEqualTo("N(0, 0.05^2)");
        assertThat(reading(evaluation).remark()).isNull();
    }

    @Test
    void reading_whereLessIsBetter_countsTheFallAsGain() {
        Reading better = reading(Trial.halves().northStarDown().evaluate(look(5, 4.95)));
        Reading worse = reading(Trial.halves().northStarDown().evaluate(look(5, 5.05)));

        assertThat(better.chanceOfGain()).isGreaterThan(0.99);
        assertThat(better.relativeEffect()).isNegative();
        assertThat(worse.chanceOfGain()).isLessThan(0.01);
        assertThat(worse.expectedLoss()).isCloseTo(worse.relativeEffect(), within(1e-5));
    }

    @Test
    void reading_ofDataThatCannotBeTrusted_isNone() {
        Look skewed = new Look().arm("control", "nights", 10_000, 5, 1.0).arm("ranked", "nights", 12_000, 5.1, 1.0);

        Evaluation evaluation = Trial.halves().evaluate(skewed);

        assertThat(evaluation.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(reading(evaluation)).isNull();
    }

    @Test
    void reading_withoutARelativeEffect_isNone() {
        assertThat(reading(Trial.halves().evaluate(look(0, 0.1)))).isNull();
        assertThat(reading(Trial.halves().evaluate(new Look().arm("control", "nights", 10, 5, 1.0))))
                .isNull();
    }

    @Test
    void remark_likelyGainThatIsNoProof_saysWhy() {
        Evaluation evaluation = Trial.halves().evaluate(look(5, 5.026));

        assertThat(evaluation.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(reading(evaluation).chanceOfGain()).isGreaterThan(0.95);
        assertThat(reading(evaluation).remark()).contains("more than a likely effect");
    }

    @Test
    void remark_likelyGainTooSmallToMatter_saysWhy() {
        Evaluation evaluation = Trial.halves().evaluate(look(50, 50.026));

        assertThat(evaluation.verdict()).isEqualTo(Verdict.NEUTRAL);
        assertThat(reading(evaluation).remark()).contains("too small to matter");
    }

    @Test
    void remark_likelyGainBeforeTheBoundary_saysWhy() {
        Evaluation evaluation = Trial.halves()
                .method(Method.GROUP_SEQUENTIAL)
                .replay(look(5, 5.03).at(Trial.day(3)))
                .getFirst()
                .evaluation();

        assertThat(evaluation.verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(reading(evaluation).remark()).contains("still to come");
    }

    @Test
    void remark_harmOfAGuardrailWithALikelyGain_saysWhy() {
        Look look = look(5, 5.1).arm("control", "load", 10_000, 5, 1.0).arm("ranked", "load", 10_000, 5.1, 1.0);

        Evaluation evaluation =
                Trial.halves().guardrail("load", 0.5, Direction.DOWN).evaluate(look);

        assertThat(evaluation.verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(reading(evaluation).remark()).contains("a metric that is shown to have got worse");
    }

    @Test
    void remark_winThatThePriorDoubts_saysWhy() {
        Look look = new Look().arm("control", "nights", 200, 1, 1.5).arm("ranked", "nights", 200, 1.26, 1.5);

        Evaluation evaluation = Trial.halves().evaluate(look);

        assertThat(evaluation.verdict()).isEqualTo(Verdict.SHIP);
        assertThat(reading(evaluation).chanceOfGain()).isLessThan(0.95);
        assertThat(reading(evaluation).remark()).contains("expects small effects");
    }
}
