package northstar.simulation;

import io.avaje.json.mapper.JsonMapper;
import io.avaje.json.stream.BufferedJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer key of a simulated lake: what {@code expected.json} says.
 *
 * @param seed which events they are
 * @param novelty what is left of an effect in the end, or null if it stays whole
 * @param experiments what is true of each experiment, by key
 */
public record Expected(long seed, @Nullable Double novelty, SequencedMap<String, ExpectedExperiment> experiments) {
    /** Where it lies in a lake. */
    public static final String KEY = "expected.json";

    private static final JsonStream STREAM =
            JsonStream.builder().serializeNulls(true).serializeEmpty(true).build();

    /**
     * What is true of an experiment.
     *
     * @param control key of the control
     * @param counts what was written
     * @param metrics what is true of each metric, by key
     */
    public record ExpectedExperiment(String control, Counts counts, SequencedMap<String, ExpectedMetric> metrics) {}

    /**
     * What was written.
     *
     * @param units units that are exposed
     * @param exposures exposures, with second ones
     * @param activities different activities
     * @param duplicates activities that are there twice
     * @param late exposures and activities that are received on a later day
     * @param multiExposed units that meet two variants
     * @param bots units that act very often
     */
    public record Counts(
            long units, long exposures, long activities, long duplicates, long late, long multiExposed, long bots) {}

    /**
     * What is true of a metric.
     *
     * @param control control's expected value
     * @param treatments by key, the relative effect
     */
    public record ExpectedMetric(Truth control, SequencedMap<String, Truth> treatments) {}

    /**
     * A number that is true, or why it is not known.
     *
     * @param value the number, or null
     * @param reason why there is none, or null
     */
    public record Truth(@Nullable Double value, @Nullable String reason) {
        static Truth of(double value) {
            return new Truth(value, null);
        }

        static Truth unknown(String reason) {
            return new Truth(null, reason);
        }
    }

    /** Returns it as JSON. */
    public String json() {
        BufferedJsonWriter writer = STREAM.bufferedWriter();
        writer.beginObject();
        writer.name("seed");
        writer.value(seed);
        writer.name("novelty");
        number(writer, novelty);
        writer.name("experiments");
        writer.beginObject();
        experiments.forEach((key, experiment) -> {
            writer.name(key);
            write(writer, experiment);
        });
        writer.endObject();
        writer.endObject();
        return writer.result();
    }

    private static void write(BufferedJsonWriter writer, ExpectedExperiment experiment) {
        writer.beginObject();
        writer.name("control");
        writer.value(experiment.control());
        writer.name("counts");
        writer.beginObject();
        members(experiment.counts()).forEach((key, count) -> {
            writer.name(key);
            writer.value(count);
        });
        writer.endObject();
        writer.name("metrics");
        writer.beginObject();
        experiment.metrics().forEach((key, metric) -> {
            writer.name(key);
            writer.beginObject();
            writer.name("controlMean");
            write(writer, "value", metric.control());
            writer.name("treatments");
            writer.beginObject();
            metric.treatments().forEach((variant, truth) -> {
                writer.name(variant);
                write(writer, "relativeEffect", truth);
            });
            writer.endObject();
            writer.endObject();
        });
        writer.endObject();
        writer.endObject();
    }

    private static SequencedMap<String, Long> members(Counts counts) {
        SequencedMap<String, Long> members = new LinkedHashMap<>();
        members.put("units", counts.units());
        members.put("exposures", counts.exposures());
        members.put("activities", counts.activities());
        members.put("duplicates", counts.duplicates());
        members.put("late", counts.late());
        members.put("multiExposed", counts.multiExposed());
        members.put("bots", counts.bots());
        return members;
    }

    private static void write(BufferedJsonWriter writer, String name, Truth truth) {
        writer.beginObject();
        writer.name(name);
        number(writer, truth.value());
        writer.name("reason");
        if (truth.reason() == null) {
            writer.nullValue();
        } else {
            writer.value(truth.reason());
        }
        writer.endObject();
    }

    private static void number(BufferedJsonWriter writer, @Nullable Double number) {
        if (number == null) {
            writer.nullValue();
        } else {
            writer.rawValue(number.toString());
        }
    }

    /**
     * Reads what {@link #json()} says.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Expected parse(String json) {
        try {
            Map<String, Object> all = JsonMapper.builder().build().fromJsonObject(json);
            return new Expected(
                    whole(all, "seed"), real(all.get("novelty")), each(all, "experiments", Expected::experiment));
        } catch (ClassCastException | io.avaje.json.JsonException e) {
            throw new IllegalArgumentException("expected.json == something else, must be as simulate writes it", e);
        }
    }

    private static ExpectedExperiment experiment(Map<String, Object> of) {
        Map<String, Object> counts = members(of, "counts");
        return new ExpectedExperiment(
                (String) value(of, "control"),
                new Counts(
                        whole(counts, "units"),
                        whole(counts, "exposures"),
                        whole(counts, "activities"),
                        whole(counts, "duplicates"),
                        whole(counts, "late"),
                        whole(counts, "multiExposed"),
                        whole(counts, "bots")),
                each(
                        of,
                        "metrics",
                        metric -> new ExpectedMetric(
                                truth(members(metric, "controlMean"), "value"),
                                each(metric, "treatments", treatment -> truth(treatment, "relativeEffect")))));
    }

    private static Truth truth(Map<String, Object> of, String name) {
        return new Truth(real(of.get(name)), (String) of.get("reason"));
    }

    private static <T> SequencedMap<String, T> each(
            Map<String, Object> of, String name, Function<Map<String, Object>, T> reader) {
        SequencedMap<String, T> each = new LinkedHashMap<>();
        Map<String, Object> members = members(of, name);
        members.keySet().forEach(key -> each.put(key, reader.apply(members(members, key))));
        return each;
    }

    private static Object value(Map<String, Object> of, String name) {
        Object value = of.get(name);
        if (value == null) {
            throw new IllegalArgumentException("expected.json: " + name + " == absent, must be given");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // members of JSON objects are texts
    private static Map<String, Object> members(Map<String, Object> of, String name) {
        return (Map<String, Object>) value(of, name);
    }

    private static long whole(Map<String, Object> of, String name) {
        return ((Number) value(of, name)).longValue();
    }

    private static @Nullable Double real(@Nullable Object value) {
        return value == null ? null : (Double) ((Number) value).doubleValue();
    }
}
