/**
 * All experiments of a North Star seen together: what every effect truly is after shrinkage, and which feature is worth
 * most.
 *
 * <p>{@link northstar.portfolio.FeatureRanking} is the entry point. Pure: the same results give the same ranking, bit by
 * bit, in whatever order they come. The random draws behind the rank intervals have a fixed seed.
 */
@NullMarked
package northstar.portfolio;

import org.jspecify.annotations.NullMarked;
