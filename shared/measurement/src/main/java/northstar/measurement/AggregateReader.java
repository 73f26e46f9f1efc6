package northstar.measurement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import northstar.domain.definition.DataSource.AggregateColumns;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import org.jspecify.annotations.Nullable;

/** Puts the rows of one experiment together into its reports. */
final class AggregateReader {
    private static final int MAX_LENGTH = 100;
    private static final int MAX_INTEGER_DIGITS = 18;
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");

    private final Table table;
    private final PinnedExperiment pinned;
    private final AggregateColumns columns;
    private final List<String> names;
    private final List<String> variants;
    private final CheckpointTime time;
    private final Map<String, Instant> times = new HashMap<>();
    private final NavigableMap<Instant, NavigableMap<String, Numbered>> reports = new TreeMap<>();

    /**
     * Makes a reader.
     *
     * @param names names of the cells that rows will have
     */
    AggregateReader(Table table, PinnedExperiment pinned, AggregateColumns columns, List<String> names) {
        this.table = table;
        this.pinned = pinned;
        this.columns = columns;
        this.names = names;
        this.variants =
                pinned.experiment().variants().stream().map(Variant::key).toList();
        this.time = new CheckpointTime(
                pinned.experiment().start(), pinned.experiment().timeZone());
    }

    private record Numbered(long number, Row row) {}

    String experiment() {
        return pinned.experiment().key();
    }

    /** Returns what was read so far, in the order of time. */
    List<AggregateReport> reports() {
        List<AggregateReport> all = new ArrayList<>();
        reports.forEach((at, rows) -> all.add(new AggregateReport(
                experiment(), at, rows.values().stream().map(Numbered::row).toList())));
        return all;
    }

    /**
     * Reads a row.
     *
     * @param number its number in the table, from 1
     */
    void read(long number, String[] cells) {
        String metric = cell(cells, columns.metric());
        if (!pinned.metrics().containsKey(metric)) {
            return;
        }
        String variant = cell(cells, columns.variant());
        if (!variants.contains(variant)) {
            throw refusal(number, columns.variant(), variant, "one of " + Cells.listed(variants));
        }
        Row row = row(number, cells, variant, metric);
        Numbered earlier = reports.computeIfAbsent(at(number, cells), _ -> new TreeMap<>())
                .putIfAbsent(variant + "/" + metric, new Numbered(number, row));
        if (earlier != null && !earlier.row().equals(row)) {
            String what = columns.metric() + " " + Cells.quoted(metric) + " of " + Cells.quoted(variant) + " at "
                    + Cells.quoted(cell(cells, columns.at())) + " == different numbers";
            throw TableRefusedException.of(table.place(List.of(earlier.number(), number)), what, "reported once");
        }
    }

    private Instant at(long number, String[] cells) {
        String text = cell(cells, columns.at());
        Instant known = times.get(text);
        if (known != null) {
            return known;
        }
        Instant at;
        try {
            at = time.parse(text);
        } catch (IllegalArgumentException e) {
            throw refusal(number, columns.at(), text, String.valueOf(e.getMessage()));
        }
        times.put(text, at);
        return at;
    }

    private Row row(long number, String[] cells, String variant, String metric) {
        long n = count(number, cell(cells, columns.n()));
        String meanText = cell(cells, columns.mean());
        // the mean of nothing is written as nothing
        BigDecimal mean = n == 0 && meanText.isEmpty() ? BigDecimal.ZERO : decimal(number, columns.mean(), meanText);
        boolean isShare = pinned.metric(metric) instanceof Metric.Proportion;
        if (isShare && (mean.signum() < 0 || mean.compareTo(BigDecimal.ONE) > 0)) {
            throw refusal(number, columns.mean(), meanText, "in [0, 1] as " + metric + " is a proportion");
        }
        BigDecimal variance = optional(number, columns.variance(), cells);
        if (variance != null && variance.signum() < 0) {
            throw refusal(number, columns.variance(), cell(cells, columns.variance()), "at least 0");
        }
        BigDecimal m3 = columns.m3() == null ? null : optional(number, columns.m3(), cells);
        try {
            return new Row(variant, metric, n, mean, variance, m3);
        } catch (IllegalArgumentException e) {
            throw TableRefusedException.at(table.place(List.of(number)), String.valueOf(e.getMessage()));
        }
    }

    private long count(long number, String text) {
        String rule = "a whole number, at least 0";
        if (!isNumber(text)) {
            throw refusal(number, columns.n(), text, rule);
        }
        BigDecimal n = new BigDecimal(text.strip()).stripTrailingZeros();
        boolean isWhole = n.scale() <= 0 && n.precision() - n.scale() <= MAX_INTEGER_DIGITS;
        if (n.signum() < 0 || !isWhole) {
            throw refusal(number, columns.n(), text, rule);
        }
        return n.longValueExact();
    }

    private @Nullable BigDecimal optional(long number, String column, String[] cells) {
        String text = cell(cells, column);
        return text.isEmpty() ? null : decimal(number, column, text);
    }

    private BigDecimal decimal(long number, String column, String text) {
        if (!isNumber(text)) {
            boolean isFinite = !NOT_FINITE.matcher(text.strip()).matches();
            throw refusal(number, column, text, isFinite ? "a number" : "a finite number");
        }
        return canonical(new BigDecimal(text.strip()));
    }

    /** Equal numbers are equal rows, however many zeros are written. */
    private static BigDecimal canonical(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean isWhole = stripped.scale() < 0 && stripped.precision() - stripped.scale() <= MAX_INTEGER_DIGITS;
        return isWhole ? stripped.setScale(0) : stripped;
    }

    private static boolean isNumber(String text) {
        return text.length() <= MAX_LENGTH && NUMBER.matcher(text.strip()).matches();
    }

    private String cell(String[] cells, String column) {
        return cells[names.indexOf(column)];
    }

    private TableRefusedException refusal(long number, String column, String text, String rule) {
        return TableRefusedException.of(table.place(List.of(number)), column + " == " + Cells.quoted(text), rule);
    }
}
