/**
 * What units met and did, as files: taken in, put in order by day, and counted once.
 *
 * <p>{@link northstar.lake.Lake} is where the files lie.
 */
@NullMarked
package northstar.lake;

import org.jspecify.annotations.NullMarked;
