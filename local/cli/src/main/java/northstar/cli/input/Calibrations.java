package northstar.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.events.Definitions;
import org.jspecify.annotations.Nullable;

/**
 * What the splits without a treatment have shown of metrics: a file of lines {@code false,revenue}, the head {@code calibrated,metric} first.
 * A metric is named by its key, by its column, or by {@code numerator/denominator}.
 *
 * @param calibrated whether the tests of a metric keep their promise, by its name
 */
public record Calibrations(SortedMap<String, Boolean> calibrated) {
    /** The name under which it is looked for beside definitions and tables. */
    public static final String NAME = "calibration.csv";

    private static final String HEAD = "calibrated,metric";

    public Calibrations {
        calibrated = new TreeMap<>(calibrated);
    }

    /** Reads what lies beside a definition or a table; nothing if there is no such file. */
    public static Calibrations beside(Path file) {
        return read(file.resolveSibling(NAME));
    }

    /**
     * Reads a file; nothing if it is absent.
     *
     * @throws WrongInputException if it is none of these files
     */
    public static Calibrations read(Path file) {
        if (!Files.exists(file)) {
            return new Calibrations(new TreeMap<>());
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new WrongInputException(file + " == unreadable, must be a file that can be read");
        }
        SortedMap<String, Boolean> found = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int comma = line.indexOf(',');
            String said = comma < 0 ? line : line.substring(0, comma);
            boolean isHead = i == 0 && line.equals(HEAD);
            if (!isHead && !line.isEmpty()) {
                if (comma < 0 || !(said.equals("true") || said.equals("false"))) {
                    throw new WrongInputException(file + " line " + (i + 1) + ": calibrated == \"" + said
                            + "\", must be true or false, then a metric");
                }
                found.put(line.substring(comma + 1).strip(), said.equals("true"));
            }
        }
        return new Calibrations(found);
    }

    /** Returns what is known after newer findings. */
    public Calibrations with(Map<String, Boolean> newer) {
        SortedMap<String, Boolean> all = new TreeMap<>(calibrated);
        all.putAll(newer);
        return new Calibrations(all);
    }

    /**
     * Writes the file.
     *
     * @throws WrongInputException if it cannot be written
     */
    public void write(Path file) {
        String lines = calibrated.entrySet().stream()
                .map(entry -> entry.getValue() + "," + entry.getKey() + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(file, HEAD + "\n" + lines);
        } catch (IOException e) {
            throw new WrongInputException("--save == " + file + ", must be a file that can be written");
        }
    }

    /** Returns definitions whose metrics say what was found of them. */
    public Definitions marked(Definitions definitions) {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        definitions
                .metrics()
                .forEach((key, metric) -> metrics.put(key, isFailed(metric) ? metric.uncalibrated() : metric));
        return new Definitions(definitions.northStars(), metrics, definitions.experiments());
    }

    private boolean isFailed(Metric metric) {
        String column = column(metric);
        return Boolean.FALSE.equals(calibrated.get(metric.key()))
                || (column != null && Boolean.FALSE.equals(calibrated.get(column)));
    }

    private static @Nullable String column(Metric metric) {
        return switch (metric) {
            case Metric.Mean mean -> column(mean.source());
            case Metric.Proportion share -> column(share.source());
            case Metric.Ratio ratio -> {
                String numerator = column(ratio.numerator());
                String denominator = column(ratio.denominator());
                yield numerator == null || denominator == null ? null : numerator + "/" + denominator;
            }
            case Metric.Retention _, Metric.Quantile _, Metric.ActiveDays _, Metric.Funnel _, Metric.Last _ -> null;
        };
    }

    private static @Nullable String column(Source source) {
        return source instanceof Source.Column column ? column.name() : null;
    }
}
