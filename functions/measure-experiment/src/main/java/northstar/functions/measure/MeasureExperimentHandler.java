package northstar.functions.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import northstar.events.CreatedObject;
import northstar.events.Envelope;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Messages;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.runtime.EventHandler;
import northstar.runtime.Log;

/** Measures the look that is due, that a report or a file brings along, or that late events change. */
public final class MeasureExperimentHandler extends EventHandler {
    private final Wiring wiring;

    /** Creates the handler of a deployed function. */
    public MeasureExperimentHandler() {
        this(Clients.fromEnvironment(), Environment.from(System.getenv()));
    }

    /** Creates a handler with these clients in this environment. */
    public MeasureExperimentHandler(Clients clients, Environment environment) {
        this(clients, Wiring.of(clients, environment));
    }

    MeasureExperimentHandler(Clients clients, Wiring wiring) {
        super("measure-experiment", clients);
        this.wiring = wiring;
    }

    @Override
    protected void handle(Envelope envelope, Log log) {
        List<Message> answers = new ArrayList<>();
        if (envelope.detailType().equals(CreatedObject.DETAIL_TYPE)) {
            answers.addAll(
                    wiring.units().measureFile(CreatedObject.read(envelope).key(), envelope.time()));
        } else {
            for (Message message : Messages.read(envelope)) {
                answers.addAll(measured(message, envelope));
            }
        }
        wiring.bus().publish(answers);
        log.info("measured", Map.of("type", envelope.detailType(), "answers", answers.size()));
    }

    private List<Message> measured(Message message, Envelope envelope) {
        return switch (message) {
            case Message.AggregatesReported reported -> wiring.reports().receive(reported, envelope.time());
            case Message.EvaluationDue due -> wiring.due().measure(due);
            case Message.EventsLanded landed -> wiring.lake().measureAgain(landed);
            case Message other ->
                throw new MalformedInputException(
                        "$", other.type().title(), "must be Evaluation Due, Aggregates Reported or Events Landed");
        };
    }
}
