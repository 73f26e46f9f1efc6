/**
 * How events get from a bus to functions in the embedded system: in which order, how often, what is tried again and what
 * ends in a dead-letter queue. Entry point: {@link northstar.embedded.delivery.Deliveries}.
 */
@NullMarked
package northstar.embedded.delivery;

import org.jspecify.annotations.NullMarked;
