/**
 * Northstar where it is deployed, in AWS or in an emulator of it: events on its bus, letters in its queues, definitions and
 * results in its table.
 *
 * <p>What the stack's resources are called is asked of CloudFormation, so that nothing but the stack's name has to be known.
 * Nothing here loads the embedded system or the SQL engine, unless refused lines of the lake are tried again.
 */
@NullMarked
package northstar.cli.remote;

import org.jspecify.annotations.NullMarked;
