/** The SQL engine that works on the lake's files. */
@NullMarked
package northstar.lake.engine;

import org.jspecify.annotations.NullMarked;
