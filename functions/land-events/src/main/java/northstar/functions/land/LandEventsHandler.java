package northstar.functions.land;

import java.util.List;
import java.util.Map;
import northstar.events.CreatedObject;
import northstar.events.Envelope;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.runtime.EventHandler;
import northstar.runtime.Log;

/** Lands an object that was put into the bucket, and says so. */
public final class LandEventsHandler extends EventHandler {
    private final Wiring wiring;

    /** Creates the handler of a deployed function. */
    public LandEventsHandler() {
        this(Clients.fromEnvironment(), Environment.from(System.getenv()));
    }

    /** Creates a handler with these clients in this environment. */
    public LandEventsHandler(Clients clients, Environment environment) {
        this(clients, Wiring.of(clients, environment));
    }

    LandEventsHandler(Clients clients, Wiring wiring) {
        super("land-events", clients);
        this.wiring = wiring;
    }

    /** What has landed already is said again: the event that said so may be lost. */
    @Override
    protected void handle(Envelope envelope, Log log) {
        if (!envelope.detailType().equals(CreatedObject.DETAIL_TYPE)) {
            throw new MalformedInputException(
                    "$.detail-type", envelope.detailType(), "must be " + CreatedObject.DETAIL_TYPE);
        }
        List<Message> answers = wiring.objects().land(CreatedObject.read(envelope), envelope.time());
        wiring.bus().publish(answers);
        answers.forEach(answer -> report(answer, log));
    }

    private static void report(Message answer, Log log) {
        if (answer instanceof Message.EventsLanded landed) {
            log.info(
                    "landed",
                    Map.of(
                            "object",
                            landed.object(),
                            "read",
                            landed.read(),
                            "taken",
                            landed.taken(),
                            "refused",
                            landed.refused(),
                            "duplicates",
                            landed.duplicates()));
            log.count("RecordsTaken", landed.taken());
            log.count("RecordsRefused", landed.refused());
        }
    }
}
