/**
 * How long the mathematics takes, measured by JMH. Entry point: {@link northstar.benchmarks.Mathematics}, which runs all
 * benchmarks and prints one table.
 */
@NullMarked
package northstar.benchmarks;

import org.jspecify.annotations.NullMarked;
