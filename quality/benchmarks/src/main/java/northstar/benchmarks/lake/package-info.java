/** Measures the way from raw events to verdicts: whole processes on an invented lake, beside the bare SQL for the same numbers. */
@NullMarked
package northstar.benchmarks.lake;

import org.jspecify.annotations.NullMarked;
