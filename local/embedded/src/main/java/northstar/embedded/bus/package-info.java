/**
 * EventBridge for the embedded system: events in the envelope that functions see, the rules of the template matched by
 * the engine that EventBridge itself uses, and PutEvents on the wire. Entry point:
 * {@link northstar.embedded.bus.EventBuses}.
 */
@NullMarked
package northstar.embedded.bus;

import org.jspecify.annotations.NullMarked;
