/**
 * The commands around a lake in a folder: exports go in, events and their properties are told, and what is wrong is found.
 *
 * <p>Nothing that is printed holds the id of a unit.
 */
@NullMarked
package northstar.cli.lake;

import org.jspecify.annotations.NullMarked;
