package northstar.storage.dynamodb;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Moments;
import northstar.events.Codec;
import northstar.storage.CohortStore;

/**
 * Cohorts in DynamoDB: one item per day of exposure, and one with the fixed levels. Thread-safe.
 *
 * <p>The text of a cohort has its metrics on the first line, then a line {@code variant moments} for each variant; that of
 * the levels a line {@code metric level level ...} for each metric.
 */
final class DynamoDbCohorts implements CohortStore {
    private static final String INPUTS = "inputs";

    private final ChunkedItems items;

    DynamoDbCohorts(ChunkedItems items) {
        this.items = items;
    }

    @Override
    public void put(String experiment, String definition, CohortMoments cohort) {
        Item item = Item.at(Key.cohort(experiment, definition, cohort.day())).with(INPUTS, cohort.inputs());
        items.write(new Write.Put(item, Body.of(text(cohort))));
    }

    @Override
    public List<CohortMoments> all(String experiment, String definition) {
        List<CohortMoments> cohorts = new ArrayList<>();
        String start = Key.cohorts(definition);
        for (Item item : items.table().startingWith(Key.experiment(experiment), start)) {
            LocalDate day = LocalDate.parse(item.text(Item.SK).substring(start.length()));
            cohorts.add(cohort(day, item.text(INPUTS), items.body(item)));
        }
        return List.copyOf(cohorts);
    }

    private static String text(CohortMoments cohort) {
        Stream<String> variants = cohort.variants().entrySet().stream()
                .map(variant -> variant.getKey() + " " + Codec.moments().write(variant.getValue()));
        return Stream.concat(Stream.of(String.join(" ", cohort.metrics())), variants)
                .collect(Collectors.joining("\n"));
    }

    private static CohortMoments cohort(LocalDate day, String inputs, String text) {
        List<String> lines = List.of(text.split("\n", -1));
        List<String> metrics = lines.getFirst().isEmpty()
                ? List.of()
                : List.of(lines.getFirst().split(" "));
        SortedMap<String, Moments> variants = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", 2);
            variants.put(words[0], Codec.moments().read(words[1]));
        }
        return new CohortMoments(day, inputs, metrics, variants);
    }

    @Override
    public FixedLevels fix(String experiment, String definition, FixedLevels levels) {
        Key key = Key.levels(experiment, definition);
        return items.table().backoff().until(key, () -> {
            Optional<Item> met = items.table().get(key);
            FixedLevels fixed = met.map(this::levels).orElse(FixedLevels.NONE);
            FixedLevels merged = CohortStore.merged(fixed, levels);
            Write.Condition asMet = met.map(Write.Condition::stillAs).orElse(Write.Condition.ABSENT);
            return merged.equals(fixed)
                            || items.write(new Write.Put(Item.at(key), Body.of(text(merged)), asMet))
                                    .isEmpty()
                    ? merged
                    : null;
        });
    }

    @Override
    public FixedLevels fixed(String experiment, String definition) {
        return items.table()
                .get(Key.levels(experiment, definition))
                .map(this::levels)
                .orElse(FixedLevels.NONE);
    }

    private static String text(FixedLevels fixed) {
        return fixed.levels().entrySet().stream()
                .map(metric -> metric.getKey()
                        + metric.getValue().stream().map(level -> " " + level).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private FixedLevels levels(Item item) {
        SortedMap<String, List<Double>> levels = new TreeMap<>();
        items.body(item)
                .lines()
                .map(line -> line.split(" "))
                .forEach(words -> levels.put(
                        words[0],
                        Arrays.stream(words).skip(1).map(Double::valueOf).toList()));
        return new FixedLevels(levels);
    }
}
