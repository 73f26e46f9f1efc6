/** What {@code simulate} does: a definition to begin with, the lake, and what is told of it. */
@NullMarked
package northstar.cli.simulation;

import org.jspecify.annotations.NullMarked;
