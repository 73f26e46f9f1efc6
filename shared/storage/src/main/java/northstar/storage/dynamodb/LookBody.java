package northstar.storage.dynamodb;

import northstar.domain.evaluation.EvaluatedLook;
import northstar.events.Codec;

/** A look as text: a line with the evaluation's JSON and one with the state's; JSON here has no line breaks. */
final class LookBody {
    private LookBody() {}

    static String text(EvaluatedLook look) {
        return Codec.evaluation().write(look.evaluation()) + "\n"
                + Codec.sequentialState().write(look.state());
    }

    static EvaluatedLook parse(String text) {
        int end = text.indexOf('\n');
        return new EvaluatedLook(
                Codec.evaluation().read(text.substring(0, end)),
                Codec.sequentialState().read(text.substring(end + 1)));
    }
}
