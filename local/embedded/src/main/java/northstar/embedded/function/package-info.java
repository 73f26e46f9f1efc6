/**
 * Lambda for the embedded system: makes the handler classes that the template names, calls them as Lambda does and records
 * which actions of AWS each of them uses. Entry point: {@link northstar.embedded.function.FunctionHost}.
 */
@NullMarked
package northstar.embedded.function;

import org.jspecify.annotations.NullMarked;
