package northstar.domain.ranking;

import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of one variant after all experiments have been seen together.
 *
 * @param variant key of the treatment
 * @param status where its experiment is
 * @param verdict what its own data show
 * @param direct the measured relative effect, positive is good
 * @param projected the effect foretold by the leading indicators, or null
 * @param combined both together, or null
 * @param posteriorMean expected relative effect
 * @param posteriorSd its standard deviation
 * @param posteriorLower lower end of its 95 % equal-tailed interval
 * @param posteriorUpper upper end
 * @param probabilityPositive chance that the effect is above 0, in [0, 1]
 * @param yearlyGain expected worth in North Star units a year at full rollout, or null if the scale is unknown
 * @param yearlyGainLower lower end of its 95 % interval, or null
 * @param yearlyGainUpper upper end, or null
 */
public record VariantPosterior(
        String variant,
        Status status,
        Verdict verdict,
        DirectEffect direct,
        @Nullable DirectEffect projected,
        @Nullable DirectEffect combined,
        double posteriorMean,
        double posteriorSd,
        double posteriorLower,
        double posteriorUpper,
        double probabilityPositive,
        @Nullable Double yearlyGain,
        @Nullable Double yearlyGainLower,
        @Nullable Double yearlyGainUpper) {
    /**
     * A relative effect with its standard error.
     *
     * @param effect fraction of |control|, positive is good
     * @param standardError of the effect
     */
    public record DirectEffect(double effect, double standardError) {}
}
