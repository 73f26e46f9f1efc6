package northstar.events;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import org.jspecify.annotations.Nullable;

/** The form of an experiment, with the defaults of what is left out. */
final class ExperimentCodec extends Codec<Experiment> {
    static final Codec<Experiment> CODEC = new ExperimentCodec();

    private static final String[] KEYS = {
        "key",
        "feature",
        "owner",
        "team",
        "area",
        "hypothesis",
        "evidence",
        "tags",
        "unit",
        "variants",
        "start",
        "end",
        "lateness",
        "timeZone",
        "northStar",
        "indicators",
        "guardrails",
        "exploratory",
        "segments",
        "smallestWorthwhile",
        "analysis",
        "allocation",
        "effort",
        "replicates",
        "reach",
        "data"
    };
    private static final Duration LATENESS = Duration.ofHours(24);
    private static final double SMALLEST_WORTHWHILE = 0.01;

    private ExperimentCodec() {}

    /** Returns the keys that an experiment may have. */
    static String[] keys() {
        return KEYS.clone();
    }

    @Override
    Experiment decode(Node node) {
        node.knows(KEYS);
        List<Variant> variants = node.member("variants").list(ExperimentCodec::variant);
        DataSource data = node.member("data").as(door -> DataForm.decode(door, variants));
        return new Experiment(
                Value.text(node.member("key")),
                Value.text(node.member("feature")),
                NotesForm.decode(node),
                Value.textOr(node.optional("unit"), "user"),
                variants,
                Value.instant(node.member("start")),
                Value.instant(node.member("end")),
                Value.durationOr(node.optional("lateness"), LATENESS),
                zone(node.optional("timeZone")),
                Value.textOrNull(node.optional("northStar")),
                Value.texts(node.optional("indicators")),
                Guardrails.decode(node),
                Value.texts(node.optional("exploratory")),
                Value.texts(node.optional("segments")),
                Value.numberOr(node.optional("smallestWorthwhile"), SMALLEST_WORTHWHILE),
                AnalysisForm.decode(node.optional("analysis"), data),
                Value.numberOr(node.optional("allocation"), 1),
                Value.numberOrNull(node.optional("effort")),
                Value.textOrNull(node.optional("replicates")),
                reach(node.optional("reach")),
                data);
    }

    private static Variant variant(Node node) {
        node.knows("key", "weight", "control");
        return new Variant(
                Value.text(node.member("key")),
                Value.numberOrNull(node.optional("weight")),
                Value.flagOr(node.optional("control"), false));
    }

    private static ZoneId zone(@Nullable Node node) {
        return node == null ? ZoneId.of("UTC") : Value.zone(node);
    }

    private static @Nullable Double reach(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        node.knows("unitsPerYear");
        return Value.number(node.member("unitsPerYear"));
    }

    @Override
    void encode(JsonOut out, Experiment experiment) {
        out.begin().put("key", experiment.key()).put("feature", experiment.feature());
        NotesForm.encode(out, experiment.notes());
        out.put("unit", experiment.unit())
                .putList("variants", experiment.variants(), ExperimentCodec::encode)
                .put("start", experiment.start())
                .put("end", experiment.end())
                .put("lateness", experiment.lateness())
                .put("timeZone", experiment.timeZone())
                .putIfAny("northStar", experiment.northStar())
                .putIfAny("indicators", experiment.indicators());
        Guardrails.encode(out, experiment.guardrails());
        out.putIfAny("exploratory", experiment.exploratory())
                .putIfAny("segments", experiment.segments())
                .put("smallestWorthwhile", experiment.smallestWorthwhile());
        AnalysisForm.encode(out, experiment.analysis());
        out.put("allocation", experiment.allocation())
                .putIfAny("effort", experiment.effort())
                .putIfAny("replicates", experiment.replicates());
        if (experiment.unitsPerYear() != null) {
            out.begin("reach").put("unitsPerYear", experiment.unitsPerYear()).end();
        }
        DataForm.encode(out, experiment.data());
        out.end();
    }

    private static void encode(JsonOut out, Variant variant) {
        out.begin().put("key", variant.key()).putIfAny("weight", variant.weight());
        if (variant.control()) {
            out.put("control", true);
        }
        out.end();
    }
}
