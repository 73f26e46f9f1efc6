package northstar.functions.evaluate;

import java.util.ArrayList;
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

/** Evaluates the look that was measured, and the later ones that it corrects. */
public final class EvaluateExperimentHandler extends EventHandler {
    private final Wiring wiring;

    /** Creates the handler of a deployed function. */
    public EvaluateExperimentHandler() {
        this(Clients.fromEnvironment(), Environment.from(System.getenv()));
    }

    /** Creates a handler with these clients in this environment. */
    public EvaluateExperimentHandler(Clients clients, Environment environment) {
        this(clients, Wiring.of(clients, environment));
    }

    EvaluateExperimentHandler(Clients clients, Wiring wiring) {
        super("evaluate-experiment", clients);
        this.wiring = wiring;
    }

    @Override
    protected void handle(Envelope envelope, Log log) {
        List<Message> answers = new ArrayList<>();
        for (Message message : Messages.read(envelope)) {
            if (!(message instanceof Message.ExperimentMeasured measured)) {
                throw new MalformedInputException("$", message.type().title(), "must be Experiment Measured");
            }
            List<Message> own = wiring.evaluation().evaluate(measured);
            answers.addAll(own);
            log.info(
                    own.isEmpty() ? "nothing to evaluate" : "evaluated",
                    Map.of("experiment", measured.experiment(), "at", measured.at(), "answers", own.size()));
        }
        wiring.bus().publish(answers);
    }
}
