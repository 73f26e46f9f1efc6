/**
 * All that the statistics ever see of the units: exact sums per cohort and variant, which merge by addition.
 *
 * <p>{@link northstar.domain.moments.Moments} is the entry point.
 */
@NullMarked
package northstar.domain.moments;

import org.jspecify.annotations.NullMarked;
