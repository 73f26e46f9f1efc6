/** The function that turns events in the lake, unit tables and reported aggregates into moments. */
@NullMarked
package northstar.functions.measure;

import org.jspecify.annotations.NullMarked;
