package northstar.events;

import java.time.Instant;
import northstar.domain.definition.CurrentExperiment;

/** The form of an event in a definition's history. */
final class VersionCodec extends Codec<CurrentExperiment.Version> {
    static final Codec<CurrentExperiment.Version> CODEC = new VersionCodec();

    private VersionCodec() {}

    @Override
    CurrentExperiment.Version decode(Node node) {
        node.knows("type", "detail", "hash");
        Node title = node.member("type");
        DetailType type = DetailType.of(Value.text(title))
                .orElseThrow(() -> title.refusal("must be the detail-type of a definition"));
        Message message = node.member("detail").as(detail -> MessageForm.decode(type, detail, Instant.EPOCH));
        if (message instanceof Message.Definition definition) {
            return new CurrentExperiment.Version(definition.event(), Value.text(node.member("hash")));
        }
        throw title.refusal("must be the detail-type of a definition");
    }

    @Override
    void encode(JsonOut out, CurrentExperiment.Version version) {
        out.begin()
                .put("type", new Message.Definition(version.event()).type().title())
                .put("detail", version.event(), DefinitionDetail::encode)
                .put("hash", version.hash())
                .end();
    }
}
