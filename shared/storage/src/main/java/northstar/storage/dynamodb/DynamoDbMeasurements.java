package northstar.storage.dynamodb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import northstar.domain.Arguments;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.Permutation;
import northstar.domain.moments.Segment;
import northstar.events.Codec;
import northstar.storage.MeasurementStore;
import northstar.storage.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Measurements in DynamoDB: one item per variant, and a head that names the variants with the hashes of their bodies and holds
 * the preview. Thread-safe.
 */
final class DynamoDbMeasurements implements MeasurementStore {
    private static final String ENGINE = "engine";
    private static final String MULTIPLY_EXPOSED = "multiplyExposedUnits";

    /** Absent means none, as in items from before it was counted. */
    private static final String EARLY_EXPOSED = "earlyExposedUnits";

    /** Stands for the moments of all segments where a variant's key stands for its own; no key looks so. */
    private static final String SEGMENTS = "@segments";

    /** Stands for what the units themselves say; no variant's key looks so. */
    private static final String PERMUTATIONS = "@permutations";

    /** What a line of the head's body begins with if it is the preview: no variant's key does. */
    private static final String PREVIEW = "[";

    private final ChunkedItems items;
    private final InstantSource clock;

    DynamoDbMeasurements(ChunkedItems items, InstantSource clock) {
        this.items = items;
        this.clock = clock;
    }

    @Override
    public Outcome put(Measurement measurement, long dataRevision) {
        Arguments.notNegative("dataRevision", dataRevision);
        Attempt attempt = new Attempt(measurement, dataRevision);
        return items.table().backoff().until(attempt.key, attempt::made);
    }

    @Override
    public Optional<Measurement> read(String experiment, String definition, Instant at) {
        Key key = Key.measurement(experiment, definition, at);
        List<Measurement> found = items.table().backoff().until(key, () -> {
            List<Item> read = items.table().startingWith(key.pk(), key.sk());
            return read.isEmpty() || !isHead(read.getFirst())
                    ? List.of()
                    : measurement(read, experiment, definition).map(List::of).orElse(null);
        });
        return found.stream().findFirst();
    }

    @Override
    public List<Measurement> from(String experiment, String definition, Instant from) {
        String start = Key.measurements(definition);
        List<Item> read =
                items.table().between(Key.experiment(experiment), start + Key.time(from), start + Key.AFTER_ALL);
        List<Measurement> measurements = new ArrayList<>();
        int next = 0;
        while (next < read.size()) {
            int end = next + 1;
            while (end < read.size() && !isHead(read.get(end))) {
                end++;
            }
            Instant at = time(read.get(next).text(Item.SK), definition);
            measurement(read.subList(next, end), experiment, definition)
                    .or(() -> read(experiment, definition, at))
                    .ifPresent(measurements::add);
            next = end;
        }
        return measurements;
    }

    @Override
    public List<Instant> times(String experiment, String definition) {
        Set<Instant> times = new TreeSet<>();
        items.table()
                .sortKeys(Key.experiment(experiment), Key.measurements(definition))
                .forEach(sortKey -> times.add(time(sortKey, definition)));
        return List.copyOf(times);
    }

    private static Instant time(String sortKey, String definition) {
        int start = Key.measurements(definition).length();
        int end = sortKey.indexOf('#', start);
        return Instant.parse(end < 0 ? sortKey.substring(start) : sortKey.substring(start, end));
    }

    private static boolean isHead(Item item) {
        return item.has(ENGINE);
    }

    /** Returns the measurement of a head and the items after it, or empty if they are not of one moment. */
    private Optional<Measurement> measurement(List<Item> read, String experiment, String definition) {
        Item head = read.getFirst();
        Map<String, Item> bySortKey = new HashMap<>();
        read.forEach(item -> bySortKey.put(item.text(Item.SK), item));
        SortedMap<String, Moments> variants = new TreeMap<>();
        SortedMap<Segment, SortedMap<String, Moments>> segments = new TreeMap<>();
        List<Permutation> permutations = List.of();
        for (Map.Entry<String, String> variant : variants(head).entrySet()) {
            Item item = bySortKey.get(moments(head.key(), variant.getKey()).sk());
            if (item == null
                    || !item.has(ChunkedItems.HASH)
                    || !item.text(ChunkedItems.HASH).equals(variant.getValue())) {
                return Optional.empty();
            }
            switch (variant.getKey()) {
                case SEGMENTS -> segments = Codec.segments().read(items.body(item));
                case PERMUTATIONS -> permutations = Codec.permutations().read(items.body(item));
                default -> variants.put(variant.getKey(), Codec.moments().read(items.body(item)));
            }
        }
        return Optional.of(new Measurement(
                experiment,
                time(head.text(Item.SK), definition),
                definition,
                variants,
                head.number(MULTIPLY_EXPOSED),
                head.text(ENGINE),
                earlyExposed(head),
                preview(head),
                segments,
                permutations));
    }

    /** Where the moments of a variant lie, or what stands beside them. */
    private static Key moments(Key measurement, String variant) {
        return switch (variant) {
            case SEGMENTS -> Key.segments(measurement);
            case PERMUTATIONS -> Key.permutations(measurement);
            default -> Key.moments(measurement, variant);
        };
    }

    private static long earlyExposed(Item head) {
        return head.has(EARLY_EXPOSED) ? head.number(EARLY_EXPOSED) : 0;
    }

    private List<Immature> preview(Item head) {
        return items.body(head)
                .lines()
                .filter(line -> line.startsWith(PREVIEW))
                .findFirst()
                .map(Codec.preview()::read)
                .orElse(List.of());
    }

    /** Returns the hashes of the variants' bodies. */
    private SortedMap<String, String> variants(Item head) {
        SortedMap<String, String> hashes = new TreeMap<>();
        items.body(head)
                .lines()
                .filter(line -> !line.startsWith(PREVIEW))
                .map(line -> line.split(" ", 2))
                .forEach(words -> hashes.put(words[0], words[1]));
        return hashes;
    }

    /** Takes the place of the head that was met last; at first it supposes that there is none, as there mostly is. */
    private final class Attempt {
        private final Key key;
        private final SortedMap<String, Body> variants = new TreeMap<>();
        private final Item item;
        private final Body body;
        private @Nullable Item met;

        Attempt(Measurement measurement, long dataRevision) {
            key = Key.measurement(measurement.experiment(), measurement.definition(), measurement.at());
            measurement
                    .variants()
                    .forEach((variant, moments) ->
                            variants.put(variant, Body.of(Codec.moments().write(moments))));
            if (!measurement.segments().isEmpty()) {
                variants.put(SEGMENTS, Body.of(Codec.segments().write(measurement.segments())));
            }
            if (!measurement.permutations().isEmpty()) {
                variants.put(PERMUTATIONS, Body.of(Codec.permutations().write(measurement.permutations())));
            }
            Item head = Item.at(key)
                    .with(ENGINE, measurement.engine())
                    .with(MULTIPLY_EXPOSED, measurement.multiplyExposedUnits())
                    .with(Item.REVISION, dataRevision);
            item = measurement.earlyExposedUnits() == 0
                    ? head
                    : head.with(EARLY_EXPOSED, measurement.earlyExposedUnits());
            body = Body.of(lines(measurement.preview()));
        }

        private String lines(List<Immature> preview) {
            Stream<String> hashes = variants.entrySet().stream()
                    .map(variant -> variant.getKey() + " " + variant.getValue().hash());
            Stream<String> others = preview.isEmpty()
                    ? Stream.empty()
                    : Stream.of(Codec.preview().write(preview));
            return Stream.concat(hashes, others).collect(Collectors.joining("\n"));
        }

        @Nullable
        Outcome made() {
            if (met == null) {
                return written(moments(), Write.Condition.ABSENT, Outcome.STORED);
            }
            if (met.revision() > item.revision()) {
                return Outcome.SUPERSEDED;
            }
            Write.Condition asMet = Write.Condition.stillAs(met);
            if (!isEqual(met)) {
                return written(replacing(met), asMet, Outcome.RESTATED);
            }
            return met.revision() == item.revision() ? Outcome.UNCHANGED : written(List.of(), asMet, Outcome.UNCHANGED);
        }

        private boolean isEqual(Item head) {
            return head.text(ChunkedItems.HASH).equals(body.hash())
                    && head.text(ENGINE).equals(item.text(ENGINE))
                    && head.number(MULTIPLY_EXPOSED) == item.number(MULTIPLY_EXPOSED)
                    && earlyExposed(head) == earlyExposed(item);
        }

        private @Nullable Outcome written(List<Write> others, Write.Condition condition, Outcome outcome) {
            List<Write> writes = new ArrayList<>();
            writes.add(new Write.Put(item, body, condition));
            writes.addAll(others);
            Optional<Refusal> refusal = items.write(writes);
            if (refusal.isEmpty()) {
                return outcome;
            }
            met = refusal.get().first().orElse(null);
            return null;
        }

        private List<Write> moments() {
            List<Write> writes = new ArrayList<>();
            variants.forEach((variant, moments) ->
                    writes.add(new Write.Put(Item.at(DynamoDbMeasurements.moments(key, variant)), moments)));
            return writes;
        }

        private List<Write> replacing(Item head) {
            List<Write> writes = moments();
            for (String variant : variants(head).keySet()) {
                if (!variants.containsKey(variant)) {
                    writes.add(Expiring.soon(DynamoDbMeasurements.moments(key, variant), clock));
                }
            }
            return writes;
        }
    }
}
