/** The function that turns moments into evaluations. */
@NullMarked
package northstar.functions.evaluate;

import org.jspecify.annotations.NullMarked;
