/**
 * Experiment statistics from sufficient statistics: what a treatment did to a metric, with how much certainty.
 *
 * <p>Start with {@link northstar.statistics.EffectEstimator}: it turns the {@link northstar.statistics.ArmMoments} of a
 * control and a treatment into a {@link northstar.statistics.Comparison}, the point estimates and their variance, once.
 * {@link northstar.statistics.QuantileEstimator} does so for quantiles, from a {@link northstar.statistics.QuantileTable}.
 * A {@link northstar.statistics.SequentialMethod} ({@link northstar.statistics.FixedTest}, {@link
 * northstar.statistics.GroupSequentialTest}, {@link northstar.statistics.ConfidenceSequence} and their one-sided forms) then turns one or many looks at that comparison
 * into intervals and p-values. {@link northstar.statistics.StoppingRule} tells what a boundary
 * costs, {@link northstar.statistics.PlannedTest} how many units an effect takes, {@link
 * northstar.statistics.Interim} what is likely to become of a test that is under way, {@link northstar.statistics.SampleRatioTest} checks the assignment, {@link
 * northstar.statistics.Multiplicity} adjusts p-values of a family.
 *
 * <p>All types are immutable and all functions pure. No result is NaN or infinite: what the data cannot support is a
 * typed {@code Undefined} with a {@link northstar.statistics.Reason}. Bad arguments throw {@link
 * IllegalArgumentException}.
 */
@NullMarked
package northstar.statistics;

import org.jspecify.annotations.NullMarked;
