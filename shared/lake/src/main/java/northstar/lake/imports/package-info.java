/**
 * Reads what product-analytics tools export: their exposure events as exposures, everything else as activities.
 *
 * <p>{@link northstar.lake.imports.Readers} finds the reader of an object by its key. What is read of each vendor, whose id
 * counts, which clock, and what makes an event the same as another is told in {@code docs/imports.md}.
 */
@NullMarked
package northstar.lake.imports;

import org.jspecify.annotations.NullMarked;
