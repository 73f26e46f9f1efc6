/**
 * What every function needs around its handler. A function's no-argument constructor takes its {@link
 * northstar.runtime.Clients} and its {@link northstar.runtime.Environment} from the Lambda environment; a second
 * constructor takes both from outside, so that the same class runs in the embedded system and in tests.
 */
@NullMarked
package northstar.runtime;

import org.jspecify.annotations.NullMarked;
