package northstar.functions.rank;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import northstar.events.Envelope;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.runtime.EventHandler;
import northstar.runtime.Log;

/** Ranks the features of the North Stars that an event concerns. */
public final class RankFeaturesHandler extends EventHandler {
    private final Wiring wiring;

    /** Creates the handler of a deployed function. */
    public RankFeaturesHandler() {
        this(Clients.fromEnvironment(), Environment.from(System.getenv()));
    }

    /** Creates a handler with these clients in this environment. */
    public RankFeaturesHandler(Clients clients, Environment environment) {
        this(clients, Wiring.of(clients, environment));
    }

    RankFeaturesHandler(Clients clients, Wiring wiring) {
        super("rank-features", clients);
        this.wiring = wiring;
    }

    @Override
    protected void handle(Envelope envelope, Log log) {
        Set<String> northStars = new TreeSet<>();
        Messages.read(envelope)
                .forEach(message -> northStars.addAll(wiring.ranker().concerned(message)));
        for (String northStar : northStars) {
            Optional<Message> ranked = wiring.ranker().rank(northStar);
            wiring.bus().publish(ranked.map(List::of).orElse(List.of()));
            log.info("ranked", Map.of("northStar", northStar, "isNew", ranked.isPresent()));
        }
    }
}
