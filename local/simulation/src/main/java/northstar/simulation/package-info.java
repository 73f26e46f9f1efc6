/**
 * Makes lakes of which the truth is known: units that meet variants and act, by a law that says what each metric's effect is.
 * Entry point: {@link northstar.simulation.Simulation}.
 */
@NullMarked
package northstar.simulation;

import org.jspecify.annotations.NullMarked;
