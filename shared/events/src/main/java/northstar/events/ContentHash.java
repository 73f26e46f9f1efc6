package northstar.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform knows SHA-256", e);
        }
    }

    /** Returns the hash of what an event declares, its kind and time included. */
    public static String of(DefinitionEvent event) {
        Message message = new Message.Definition(event);
        JsonOut out = new JsonOut().begin().put("type", message.type().title());
        return sha256(out.put("detail", event, DefinitionDetail::encode).end().text());
    }

    /** Returns the hash of the North Star and the metrics that an experiment is pinned to. */
    public static String of(NorthStar northStar, Map<String, Metric> metrics) {
        JsonOut out = new JsonOut().begin().put("northStar", northStar, NorthStarCodec.CODEC::encode);
        MetricsCodec.put(out, metrics);
        return sha256(out.end().text());
    }

    /** Returns the hash of what one look sees. */
    public static String of(Measurement measurement) {
        return sha256(Codec.measurement().write(measurement));
    }

    /** Returns the hash of the result of one look. */
    public static String of(Evaluation evaluation) {
        return sha256(Codec.evaluation().write(evaluation));
    }
}
