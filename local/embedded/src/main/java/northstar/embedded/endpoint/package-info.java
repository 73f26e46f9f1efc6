/**
 * The embedded account as programs outside of this process see it: an HTTP endpoint in front of its services, and those
 * services that only such programs use.
 */
@NullMarked
package northstar.embedded.endpoint;

import org.jspecify.annotations.NullMarked;
