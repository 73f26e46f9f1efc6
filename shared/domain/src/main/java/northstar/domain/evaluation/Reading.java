package northstar.domain.evaluation;

import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What a prior makes of a treatment's relative effect on the North Star Metric: one line beside the verdict, for those who
 * want a chance instead of an error rate. It decides nothing.
 *
 * @param prior name of what was believed before
 * @param chanceOfGain probability that the metric got better, in [0, 1]
 * @param expectedLoss mean of the relative loss if it ships, where it is one; at least 0
 * @param relativeEffect posterior mean of the relative effect: positive is up, not better
 * @param standardDeviation of the relative effect, at least 0
 * @param remark why it seems to say something else than the verdict, or null if it does not
 */
public record Reading(
        String prior,
        double chanceOfGain,
        double expectedLoss,
        double relativeEffect,
        double standardDeviation,
        @Nullable String remark) {
    public Reading {
        Arguments.text("prior", prior);
        if (!(chanceOfGain >= 0 && chanceOfGain <= 1)) {
            throw Arguments.refusal("chanceOfGain", chanceOfGain, "in [0, 1]");
        }
        Arguments.notNegative("expectedLoss", expectedLoss);
        Arguments.finite("relativeEffect", relativeEffect);
        Arguments.notNegative("standardDeviation", standardDeviation);
    }
}
