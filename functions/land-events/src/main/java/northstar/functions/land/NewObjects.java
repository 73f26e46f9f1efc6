package northstar.functions.land;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.events.CreatedObject;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.lake.Landing;

/** Lands what is put under {@code raw/} and {@code imports/}. */
final class NewObjects {
    private final Landing landing;

    NewObjects(Landing landing) {
        this.landing = landing;
    }

    /**
     * Lands an object.
     *
     * @param created what S3 says of it
     * @param at when it was put there
     * @return what is to be put on the bus; nothing for an object that is gone again, and for a folder that a console made
     */
    List<Message> land(CreatedObject created, Instant at) {
        if (created.key().endsWith("/")) {
            return List.of();
        }
        if (created.keys().stream().noneMatch(Landing::lands)) {
            return List.of(new AttentionNeeded(
                    null,
                    at,
                    AttentionNeeded.Kind.REJECTED,
                    "Nothing of " + created.key()
                            + " is in the lake: the names of objects under raw/ must end in .ndjson or"
                            + " .ndjson.gz.",
                    null));
        }
        return created.keys().stream()
                .filter(Landing::lands)
                .map(landing::land)
                .flatMap(Optional::stream)
                .findFirst()
                .map(landed -> List.<Message>of(landed.announcement(at)))
                .orElse(List.of());
    }
}
