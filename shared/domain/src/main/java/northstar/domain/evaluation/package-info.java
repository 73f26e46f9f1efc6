/**
 * The result of one look at one experiment: status, health, effects and verdicts, each kept apart.
 *
 * <p>{@link northstar.domain.evaluation.Evaluation} is the entry point.
 */
@NullMarked
package northstar.domain.evaluation;

import org.jspecify.annotations.NullMarked;
