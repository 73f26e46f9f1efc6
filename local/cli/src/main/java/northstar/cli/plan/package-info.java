/**
 * Plans of experiments: what they are made from (numbers that were given, tables, a lake) and how they are printed.
 *
 * <p>{@link northstar.cli.plan.PlanData} is what a plan is made from, {@link northstar.cli.plan.PlanReport} what people read.
 */
@NullMarked
package northstar.cli.plan;

import org.jspecify.annotations.NullMarked;
