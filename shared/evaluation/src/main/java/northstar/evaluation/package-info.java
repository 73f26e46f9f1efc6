/**
 * From moments to an evaluation: health checks, effects by role, families of tests, verdicts.
 *
 * <p>{@link northstar.evaluation.Evaluator} is the entry point. The formulas are those of the statistics room; what is
 * decided here is which of them a definition asks for and what their results mean together (METHODS 6).
 */
@NullMarked
package northstar.evaluation;

import org.jspecify.annotations.NullMarked;
