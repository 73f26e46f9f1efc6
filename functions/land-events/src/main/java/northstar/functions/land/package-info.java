/** The function that takes what comes into the bucket into the lake. */
@NullMarked
package northstar.functions.land;

import org.jspecify.annotations.NullMarked;
