/**
 * A programme of experiments worked out on this machine from files: definitions, then measurements, then looks, then results.
 *
 * <p>{@link northstar.cli.programme.LocalProgramme} is the entry point. It uses the same rooms as the functions do, so the
 * numbers are the same.
 */
@NullMarked
package northstar.cli.programme;

import org.jspecify.annotations.NullMarked;
