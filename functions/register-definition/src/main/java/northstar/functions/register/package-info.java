/** The function that validates and stores definitions, and plans the looks of experiments. */
@NullMarked
package northstar.functions.register;

import org.jspecify.annotations.NullMarked;
