/**
 * The demo: the story of a few experiments and a programme, played through the embedded system by the functions as they are deployed.
 *
 * <p>{@link northstar.cli.demo.Demo} is the entry point. Every number of the story is read from what the functions stored.
 */
@NullMarked
package northstar.cli.demo;

import org.jspecify.annotations.NullMarked;
