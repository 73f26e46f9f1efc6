package northstar.functions.measure;

import northstar.events.Envelope;
import northstar.events.ObjectEvents;

/** The event by which S3 tells of a new object. */
final class ObjectCreated {
    private ObjectCreated() {}

    /** Returns the key of the object. */
    static String keyOf(Envelope envelope) {
        return ObjectEvents.key(envelope);
    }
}
