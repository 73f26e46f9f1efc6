package northstar.events;

import java.util.Map;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.Measurement;

/** SHA-256 of canonical JSON, in lower-case hexadecimal: equal content has equal hashes. */
public final class ContentHash {
    private ContentHash() {}

    /** Returns the hash of a text in UTF-8. */
    public static String sha256(String text) {
        throw new UnsupportedOperationException();
    }

    /** Returns the hash of what an event declares, its kind and time included. */
    public static String of(DefinitionEvent event) {
        throw new UnsupportedOperationException();
    }

    /** Returns the hash of the North Star and the metrics that an experiment is pinned to. */
    public static String of(NorthStar northStar, Map<String, Metric> metrics) {
        throw new UnsupportedOperationException();
    }

    /** Returns the hash of what one look sees. */
    public static String of(Measurement measurement) {
        throw new UnsupportedOperationException();
    }

    /** Returns the hash of the result of one look. */
    public static String of(Evaluation evaluation) {
        throw new UnsupportedOperationException();
    }
}
