/**
 * A programme of experiments, played to Northstar as it is deployed.
 *
 * <p>{@link northstar.endtoend.Story} is the input, {@link northstar.endtoend.Deployment} all that the scenario can reach, and
 * {@link northstar.endtoend.ExpectedTable} the only class that knows the embedded system: it says what the table has to be.
 */
@NullMarked
package northstar.endtoend;

import org.jspecify.annotations.NullMarked;
