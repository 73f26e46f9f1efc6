/**
 * What a terminal can show: lines of text with emphasis, tables that fit its width, intervals drawn as bars, numbers as people
 * write them.
 *
 * <p>{@link northstar.cli.terminal.Terminal} is the entry point. Everything but it and
 * {@link northstar.cli.terminal.Progress} is pure.
 */
@NullMarked
package northstar.cli.terminal;

import org.jspecify.annotations.NullMarked;
