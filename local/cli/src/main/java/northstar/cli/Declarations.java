package northstar.cli;

import java.util.List;
import northstar.cli.input.Outgoing;
import northstar.cli.remote.Sender;
import northstar.domain.definition.DefinitionEvent;
import northstar.events.Message;
import northstar.events.Messages;

/** Says what this program declares or decides for a person. */
final class Declarations {
    /** Who says it. */
    static final String SOURCE = "northstar.cli";

    private Declarations() {}

    /**
     * Puts events on the bus.
     *
     * @throws IllegalStateException if the bus refuses one again and again
     */
    static void send(Sender sender, List<? extends DefinitionEvent> events) {
        sendAll(
                sender,
                events.stream()
                        .map(event -> (Message) new Message.Definition(event))
                        .toList());
    }

    /** As {@link #send}. */
    static void sendAll(Sender sender, List<Message> messages) {
        for (Message message : messages) {
            String type = message.type().title();
            sender.send(new Outgoing(type, SOURCE, type, Messages.write(message), null));
        }
        List<Sender.Refused> refused = sender.finish();
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.getFirst().event().place() + " was refused by the bus: "
                    + refused.getFirst().reason());
        }
    }
}
