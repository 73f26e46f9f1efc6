package northstar.functions.register;

import java.util.List;
import java.util.Map;
import northstar.events.Envelope;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.runtime.EventHandler;
import northstar.runtime.Log;

/** Registers what an event defines or decides; a refused definition is announced and then fails, so that it is kept. */
public final class RegisterDefinitionHandler extends EventHandler {
    private final Wiring wiring;

    /** Creates the handler of a deployed function. */
    public RegisterDefinitionHandler() {
        this(Clients.fromEnvironment(), Environment.from(System.getenv()));
    }

    /** Creates a handler with these clients in this environment. */
    public RegisterDefinitionHandler(Clients clients, Environment environment) {
        this(clients, Wiring.of(clients, environment));
    }

    RegisterDefinitionHandler(Clients clients, Wiring wiring) {
        super("register-definition", clients);
        this.wiring = wiring;
    }

    @Override
    protected void handle(Envelope envelope, Log log) {
        try {
            List<Message> answers = wiring.registration().register(Messages.read(envelope));
            wiring.bus().publish(answers);
            log.info("registered", Map.of("type", envelope.detailType(), "answers", answers.size()));
        } catch (MalformedInputException e) {
            wiring.bus().publish(wiring.rejections().of(envelope, e));
            throw e;
        }
    }
}
