package northstar.cli.input;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.events.DefinitionReview;
import northstar.events.Definitions;
import northstar.events.DetailType;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import org.jspecify.annotations.Nullable;

/** Looks through files of definitions and of events for what is wrong with them, each by itself and all together. */
public final class Check {
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<DetailType, Integer> events = new EnumMap<>(DetailType.class);
    private Definitions own = Definitions.NONE;
    private Definitions complete = Definitions.NONE;
    private boolean hasDefinitions;

    private Check() {}

    /**
     * What was found.
     *
     * @param summary what the files declare and report, in words
     * @param errors what cannot work, in the order of the files
     * @param warnings what will work but should be thought over
     */
    public record Finding(String summary, List<String> errors, List<String> warnings) {
        public Finding {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Checks files.
     *
     * @param metrics where else metrics and North Stars are looked for, or null
     * @param type kind of the events that come without envelope, or null if the path tells it
     */
    public static Finding of(List<Path> files, @Nullable Path metrics, @Nullable String type) {
        Check check = new Check();
        for (Path file : files) {
            try {
                if (isYaml(file)) {
                    check.definitions(DefinitionFile.read(file, metrics));
                } else {
                    check.events(EventFile.read(file, type));
                }
            } catch (MalformedInputException e) {
                e.problems().forEach(problem -> check.errors.add(problem.toString()));
            } catch (WrongInputException e) {
                check.errors.add(e.getMessage());
            }
        }
        if (check.hasDefinitions && check.errors.isEmpty()) {
            DefinitionReview review = DefinitionReview.of(check.complete);
            check.errors.addAll(review.errors());
            check.warnings.addAll(review.warnings());
        }
        return new Finding(check.summary(), check.errors, check.warnings);
    }

    static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private void definitions(DefinitionFile file) {
        hasDefinitions = true;
        try {
            own = own.plus(file.own());
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(file.path() + ": " + e.getMessage());
        }
        complete = union(complete, file.complete());
        for (Experiment experiment : file.own().experiments()) {
            dataFile(experiment.data())
                    .map(file.path()::resolveSibling)
                    .filter(data -> !Files.isRegularFile(data))
                    .forEach(data -> warnings.add(file.path() + ": " + experiment.key() + " takes its data from " + data
                            + ", which is not there"));
        }
    }

    /** Returns both; what two files look up in the same third one stands in it once. */
    private static Definitions union(Definitions first, Definitions second) {
        var metrics = new java.util.TreeMap<>(first.metrics());
        second.metrics().forEach(metrics::putIfAbsent);
        return new Definitions(
                Stream.concat(first.northStars().stream(), second.northStars().stream())
                        .distinct()
                        .toList(),
                metrics,
                Stream.concat(first.experiments().stream(), second.experiments().stream())
                        .toList());
    }

    private static Stream<String> dataFile(DataSource data) {
        return switch (data) {
            case DataSource.Units units -> Stream.of(units.file());
            case DataSource.Aggregates aggregates -> Stream.ofNullable(aggregates.file());
            case DataSource.Events _ -> Stream.empty();
        };
    }

    private void events(List<Message> messages) {
        messages.forEach(message -> events.merge(message.type(), 1, Integer::sum));
    }

    private String summary() {
        List<String> parts = new ArrayList<>();
        count(parts, own.northStars().size(), "North Star");
        count(parts, own.metrics().size(), "metric");
        count(parts, own.experiments().size(), "experiment");
        events.forEach((type, count) -> parts.add(count + " " + type.title()));
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private static void count(List<String> parts, int count, String noun) {
        if (count > 0) {
            parts.add(count + " " + noun + (count == 1 ? "" : "s"));
        }
    }
}
