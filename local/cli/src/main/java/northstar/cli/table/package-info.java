/**
 * A bare table of units turned into definitions, and these into YAML, so that a first look needs no file but the data.
 *
 * <p>{@link northstar.cli.table.BareTable} is the entry point.
 */
@NullMarked
package northstar.cli.table;

import org.jspecify.annotations.NullMarked;
