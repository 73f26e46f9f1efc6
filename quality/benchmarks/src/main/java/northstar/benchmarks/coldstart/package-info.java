/**
 * How long a new instance of {@code evaluate-experiment} takes until it has done its first work, beside a function that does
 * almost nothing. Entry point: {@link northstar.benchmarks.coldstart.ColdStarts}.
 */
@NullMarked
package northstar.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
