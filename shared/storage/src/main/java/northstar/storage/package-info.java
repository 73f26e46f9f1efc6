/**
 * What the product remembers between two events: the ports through which functions store and read, and stores in memory.
 *
 * <p>{@link northstar.storage.Stores} is the entry point. Every store may be called twice, in any order and by several
 * writers at once: what is finally stored depends on what was given to it, not on when.
 */
@NullMarked
package northstar.storage;

import org.jspecify.annotations.NullMarked;
