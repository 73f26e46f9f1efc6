/** The function that ranks features by what each is worth on the North Star Metric. */
@NullMarked
package northstar.functions.rank;

import org.jspecify.annotations.NullMarked;
