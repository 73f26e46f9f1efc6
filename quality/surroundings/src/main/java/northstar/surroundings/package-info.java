/** What surrounds a function in its tests. */
@NullMarked
package northstar.surroundings;

import org.jspecify.annotations.NullMarked;
