package northstar.events;

import java.util.List;
import northstar.domain.definition.Notes;
import northstar.domain.definition.Notes.Evidence;

/** The form of notes; their keys stand among the experiment's own. */
final class NotesForm {
    private NotesForm() {}

    static Notes decode(Node node) {
        return new Notes(
                Value.textOrNull(node.optional("owner")),
                Value.textOrNull(node.optional("team")),
                Value.textOrNull(node.optional("area")),
                Value.textOrNull(node.optional("hypothesis")),
                node.listOrNone("evidence", NotesForm::evidence),
                Value.texts(node.optional("tags")));
    }

    static Evidence evidence(Node node) {
        node.knows("note", "link", "date");
        return new Evidence(
                Value.text(node.member("note")),
                Value.textOrNull(node.optional("link")),
                Value.dateOrNull(node.optional("date")));
    }

    static void encode(JsonOut out, Notes notes) {
        out.putIfAny("owner", notes.owner())
                .putIfAny("team", notes.team())
                .putIfAny("area", notes.area())
                .putIfAny("hypothesis", notes.hypothesis());
        if (!notes.evidence().isEmpty()) {
            encode(out, notes.evidence());
        }
        out.putIfAny("tags", notes.tags());
    }

    static void encode(JsonOut out, List<Evidence> evidence) {
        out.putList(
                "evidence",
                evidence,
                (o, item) -> o.begin()
                        .put("note", item.note())
                        .putIfAny("link", item.link())
                        .putIfAny("date", item.date())
                        .end());
    }
}
