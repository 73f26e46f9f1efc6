package northstar.cli.table;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import northstar.cli.input.WrongInputException;
import northstar.domain.Arguments;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;
import northstar.events.Definitions;
import northstar.lake.engine.DuckDb;
import northstar.measurement.UnitTable;
import northstar.measurement.UnitTableHead;
import northstar.measurement.UnitTableHead.Column;
import northstar.measurement.UnitTableHead.Kind;
import org.jspecify.annotations.Nullable;

/** A table with one row per unit that nobody has written a definition for. */
public final class BareTable {
    private static final double ALPHA = 0.05;
    private static final double POWER = 0.8;
    private static final double SMALLEST_WORTHWHILE = 0.01;

    private final Path file;
    private final Columns columns;
    private final Map<String, Column> head;

    private BareTable(Path file, Columns columns, UnitTableHead head) {
        this.file = file;
        this.columns = columns;
        this.head = new LinkedHashMap<>();
        head.columns().forEach(column -> this.head.put(column.name(), column));
    }

    /**
     * What a person says about the table.
     *
     * @param variant the column that tells the variant
     * @param control the value of that column that means control
     * @param metrics columns that are measured; the first is the North Star Metric, the others are leading indicators
     * @param covariates columns known before the experiment
     * @param unit the column that identifies the unit, or null if each row is one
     * @param feature key of the feature, or null to name it after the file
     * @param weights planned share by value of the variant column; empty if unknown
     * @param missing what an empty cell of a metric means
     */
    public record Columns(
            String variant,
            String control,
            List<String> metrics,
            List<String> covariates,
            @Nullable String unit,
            @Nullable String feature,
            Map<String, Double> weights,
            DataSource.MissingMetric missing) {
        public Columns {
            metrics = Arguments.distinct("--metric", metrics);
            covariates = Arguments.distinct("--covariate", covariates);
            weights = Map.copyOf(weights);
        }
    }

    /**
     * Returns the definitions that the table stands for. The test counts as over, with one fixed test at its end.
     *
     * @param today the day whose beginning is taken for the end of the test, which the table does not tell
     * @throws WrongInputException if what was said does not fit the table
     * @throws IllegalArgumentException if the table is refused
     */
    public static Definitions definitions(Path file, Columns columns, LocalDate today) {
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            UnitTable table = UnitTable.open(engine, file, file.toString());
            BareTable bare = new BareTable(file, columns, table.head());
            bare.check(columns.variant());
            return bare.definitions(table.variantValues(columns.variant()), today);
        }
    }

    private Definitions definitions(List<String> values, LocalDate today) {
        List<String> ordered = ordered(values);
        Map<String, String> metricKeys = Keys.of(columns.metrics());
        SortedMap<String, Metric> metrics = new TreeMap<>();
        metricKeys.forEach((column, key) -> metrics.put(key, metric(column, key)));
        columns.covariates().forEach(this::numbers);
        List<String> keys = List.copyOf(metricKeys.values());
        String experiment = Keys.of(stem());
        NorthStar northStar = new NorthStar(
                keys.getFirst(), null, null, null, keys.getFirst(), null, List.of(), List.of(), List.of(), List.of());
        Map<String, String> variants = Keys.of(ordered);
        return new Definitions(
                List.of(northStar),
                metrics,
                List.of(experiment(experiment, variants, keys.subList(1, keys.size()), today)));
    }

    private Experiment experiment(String key, Map<String, String> variants, List<String> indicators, LocalDate today) {
        Instant end = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Experiment(
                key,
                columns.feature() == null ? key : Keys.of(columns.feature()),
                Notes.NONE,
                "unit",
                variants.entrySet().stream()
                        .map(entry -> new Variant(
                                entry.getValue(),
                                columns.weights().get(entry.getKey()),
                                entry.getKey().equals(columns.control())))
                        .toList(),
                end.minus(Duration.ofDays(1)),
                end,
                Duration.ofHours(24),
                ZoneOffset.UTC,
                null,
                indicators,
                List.of(),
                List.of(),
                List.of(),
                SMALLEST_WORTHWHILE,
                new Analysis(
                        Analysis.Method.FIXED,
                        ALPHA,
                        POWER,
                        null,
                        Duration.ofDays(1),
                        null,
                        columns.covariates().isEmpty()
                                ? new Covariates.None()
                                : new Covariates.Columns(columns.covariates())),
                1,
                null,
                null,
                null,
                new DataSource.Units(
                        String.valueOf(file.getFileName()), columns.unit(), columns.variant(), variants, missing()));
    }

    private DataSource.Missing missing() {
        return columns.missing() == DataSource.MissingMetric.REFUSE
                ? DataSource.Missing.NONE
                : new DataSource.Missing(List.of(""), columns.missing());
    }

    /** Returns the values of the variant column, that of control first. */
    private List<String> ordered(List<String> values) {
        if (!values.contains(columns.control())) {
            throw refusal("--control == " + Arguments.quoted(columns.control()), "one of " + listed(values));
        }
        for (String value : columns.weights().keySet()) {
            if (!values.contains(value)) {
                throw refusal("--weights of " + Arguments.quoted(value), "of one of " + listed(values));
            }
        }
        List<String> ordered = new ArrayList<>(List.of(columns.control()));
        values.stream().filter(value -> !value.equals(columns.control())).forEach(ordered::add);
        return ordered;
    }

    private Metric metric(String column, String key) {
        Source source = new Source.Column(column);
        return numbers(column) == Kind.ZERO_ONE
                ? new Metric.Proportion(key, source, Window.OPEN, Direction.UP)
                : new Metric.Mean(key, source, Window.OPEN, Direction.UP, null);
    }

    private Kind numbers(String name) {
        Column column = check(name);
        return switch (column.kind()) {
            case ZERO_ONE, NUMBER -> column.kind();
            case TEXT ->
                throw refusal(
                        "column " + Arguments.quoted(name) + " == "
                                + column.kind().name().toLowerCase(Locale.ROOT),
                        "numbers in every row");
        };
    }

    private Column check(String name) {
        Column column = head.get(name);
        if (column == null) {
            throw refusal(
                    "column " + Arguments.quoted(name) + " == absent",
                    "one of " + listed(head.keySet().stream().toList()));
        }
        return column;
    }

    private WrongInputException refusal(String what, String rule) {
        return new WrongInputException(file + ": " + what + ", must be " + rule);
    }

    private static String listed(List<String> names) {
        return names.stream().limit(20).map(Arguments::quoted).collect(Collectors.joining(", "))
                + (names.size() > 20 ? ", …" : "");
    }

    private String stem() {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
