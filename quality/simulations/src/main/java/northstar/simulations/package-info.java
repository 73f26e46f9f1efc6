/**
 * Invented experiments whose truth is known, thousands of each, to see whether the tests of {@code northstar.statistics} are wrong
 * as seldom as they promise, whether their intervals cover and whether they find what is there; and random moments, to see
 * whether any of them breaks one.
 */
@NullMarked
package northstar.simulations;

import org.jspecify.annotations.NullMarked;
