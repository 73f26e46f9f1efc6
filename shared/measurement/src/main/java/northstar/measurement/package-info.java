/**
 * Turns tables into moments: unit tables are summed exactly by an SQL engine inside the process, aggregate tables are
 * read as reports.
 *
 * <p>{@link northstar.measurement.UnitTable} and {@link northstar.measurement.AggregateTable} are the entry points. No
 * message that leaves this room holds the id of a unit; rows are named by their line.
 */
@NullMarked
package northstar.measurement;

import org.jspecify.annotations.NullMarked;
