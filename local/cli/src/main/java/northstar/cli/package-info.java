/** The command line: reads files, runs the embedded programme, prints what a person wants to know. */
@NullMarked
package northstar.cli;

import org.jspecify.annotations.NullMarked;
