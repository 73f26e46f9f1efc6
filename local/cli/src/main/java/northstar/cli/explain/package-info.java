/**
 * How a number came about, as people and programs read it: the rule in words, who is in, the sums, the SQL.
 *
 * <p>Nothing that is printed holds the id of a unit.
 */
@NullMarked
package northstar.cli.explain;

import org.jspecify.annotations.NullMarked;
