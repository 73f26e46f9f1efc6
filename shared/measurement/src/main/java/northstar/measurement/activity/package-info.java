/**
 * Exposures and activities to moments: definitions become SQL over the lake's sealed days, one pass over the activities
 * however many metrics there are.
 *
 * <p>{@link northstar.measurement.activity.LakeMeasurement} is the entry point.
 */
@NullMarked
package northstar.measurement.activity;

import org.jspecify.annotations.NullMarked;
