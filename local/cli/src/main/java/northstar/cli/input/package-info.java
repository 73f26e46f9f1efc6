/**
 * What people write: definition files with what they refer to, files of events, times.
 *
 * <p>Input that is wrong is refused with {@link northstar.cli.input.WrongInputException}, or with the exception of the room
 * that read it. Nothing here loads the statistics or the SQL engine.
 */
@NullMarked
package northstar.cli.input;

import org.jspecify.annotations.NullMarked;
