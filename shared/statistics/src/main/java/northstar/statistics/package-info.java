/**
 * Experiment statistics from sufficient statistics: what a treatment did to a metric, with how much certainty.
 *
 * <p>Start with two {@link northstar.statistics.ArmMoments}, the size, means and covariances of control and treatment. {@link
 * northstar.statistics.EffectEstimator} makes a {@link northstar.statistics.Comparison} of them, point estimates and their
 * variance, once; {@link northstar.statistics.FixedTest} makes interval and p-value of that:
 *
 * {@snippet :
 * Comparison comparison = EffectEstimator.withDefaults()
 *         .compare(Estimand.MEAN, ArmMoments.of(5_000, 10.0, 64.0), ArmMoments.of(5_000, 10.4, 70.0));
 * TwoSidedResult result = new FixedTest(0.05).test(comparison);
 * }
 *
 * <p>From there:
 *
 * <ul>
 *   <li>other metrics: {@link northstar.statistics.Estimand} for proportions and ratios, {@link
 *       northstar.statistics.QuantileEstimator} for quantiles, {@link northstar.statistics.PostStratification} for strata;
 *       covariates (CUPED) are further columns of the moments
 *   <li>several looks: {@link northstar.statistics.GroupSequentialTest} where the end is planned, {@link
 *       northstar.statistics.ConfidenceSequence} where it is not; these and {@link northstar.statistics.FixedTest} are a {@link
 *       northstar.statistics.SequentialMethod}, and have one-sided forms for a {@link northstar.statistics.Claim} such as
 *       non-inferiority
 *   <li>few or skewed units: {@link northstar.statistics.GuardedTest}, {@link northstar.statistics.PermutationTest}, {@link
 *       northstar.statistics.BootstrapT}
 *   <li>several metrics or arms: {@link northstar.statistics.Multiplicity}, {@link northstar.statistics.EValues}, {@link
 *       northstar.statistics.Gatekeeping}
 *   <li>before the start: {@link northstar.statistics.PlannedTest} says how many units an effect takes, {@link
 *       northstar.statistics.StoppingRule} what a boundary costs, {@link northstar.statistics.CalibrationCheck} whether a metric
 *       can be trusted; under way: {@link northstar.statistics.Interim}
 *   <li>whether to believe it: {@link northstar.statistics.SampleRatioTest}, {@link northstar.statistics.Twyman}, {@link
 *       northstar.statistics.NoveltyTest}, {@link northstar.statistics.Interaction}
 *   <li>chances instead of error rates: {@link northstar.statistics.BayesianReading}
 * </ul>
 *
 * <p>All types are immutable and all functions pure. No result is NaN or infinite: what the data cannot support is a
 * typed {@code Undefined} with a {@link northstar.statistics.Reason}. Bad arguments throw {@link
 * IllegalArgumentException}.
 */
@NullMarked
package northstar.statistics;

import org.jspecify.annotations.NullMarked;
