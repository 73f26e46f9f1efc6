package northstar.measurement.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.FolderLake;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.SealedDay;
import northstar.lake.SealedDays;
import northstar.lake.engine.Sql;

/** Sealed days made of rows: a lake in which everything has landed once. */
final class RowsLake implements SealedDays {
    private final Path folder;
    private final List<Exposure> exposures = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final Map<String, SealedDay> sealed = new HashMap<>();
    private int tables;

    RowsLake(Path folder) {
        this.folder = folder;
    }

    RowsLake exposed(Exposure... rows) {
        exposures.addAll(List.of(rows));
        sealed.clear();
        return this;
    }

    RowsLake did(Activity... rows) {
        activities.addAll(List.of(rows));
        sealed.clear();
        return this;
    }

    List<Exposure> exposures() {
        return exposures;
    }

    List<Activity> activities() {
        return activities;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    @Override
    public SortedSet<LocalDate> days(Kind kind) {
        SortedSet<LocalDate> days = new TreeSet<>();
        if (kind == Kind.EXPOSURES) {
            exposures.forEach(row -> days.add(day(row.at())));
        } else {
            activities.forEach(row -> days.add(day(row.at())));
        }
        return days;
    }

    @Override
    public List<SealedDay> seal(Kind kind, LocalDate from, LocalDate to) {
        return days(kind).stream()
                .filter(day -> !day.isBefore(from) && !day.isAfter(to))
                .map(day -> sealed.computeIfAbsent(kind + " " + day, _ -> table(kind, day)))
                .toList();
    }

    private SealedDay table(Kind kind, LocalDate day) {
        String key = kind.table(day) + tables++ + ".parquet";
        Path file = folder.resolve(key);
        try {
            Files.createDirectories(file.getParent());
            return kind == Kind.EXPOSURES ? exposures(day, key, file) : activities(day, key, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private SealedDay exposures(LocalDate day, String key, Path file) throws SQLException {
        List<Exposure> rows = exposures.stream()
                .filter(row -> day(row.at()).equals(day))
                .sorted(Comparator.comparing(Exposure::experiment)
                        .thenComparing(Exposure::unit)
                        .thenComparing(Exposure::at)
                        .thenComparing(Exposure::variant))
                .toList();
        write(
                file,
                "experiment VARCHAR, variant VARCHAR, unit VARCHAR, \"at\" TIMESTAMP, attributes VARCHAR",
                rows,
                row -> new Object[] {row.experiment(), row.variant(), row.unit(), utc(row.at()), row.attributes()});
        SortedMap<String, List<Exposure>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(row.experiment() + " " + row.variant(), _ -> new ArrayList<>())
                .add(row));
        List<SealedDay.Group> found = groups.values().stream()
                .map(group -> new SealedDay.Group(
                        group.getFirst().experiment(),
                        group.getFirst().variant(),
                        group.size(),
                        group.stream().map(Exposure::unit).distinct().count(),
                        group.getFirst().at(),
                        group.getLast().at(),
                        String.valueOf(new HashSet<>(group).hashCode())))
                .toList();
        return new SealedDay(Kind.EXPOSURES, day, List.of(), key, 1, rows.size(), 0, 0, found);
    }

    private SealedDay activities(LocalDate day, String key, Path file) throws SQLException {
        List<Activity> rows = activities.stream()
                .filter(row -> day(row.at()).equals(day))
                .sorted(Comparator.comparing(Activity::event)
                        .thenComparing(Activity::unit)
                        .thenComparing(Activity::at)
                        .thenComparing(Activity::id))
                .toList();
        write(
                file,
                "unit VARCHAR, event VARCHAR, \"at\" TIMESTAMP, id VARCHAR, value DOUBLE, properties VARCHAR",
                rows,
                row -> new Object[] {row.unit(), row.event(), utc(row.at()), row.id(), row.value(), row.properties()});
        SortedMap<String, List<Activity>> groups = new TreeMap<>();
        rows.forEach(row ->
                groups.computeIfAbsent(row.event(), _ -> new ArrayList<>()).add(row));
        List<SealedDay.Group> found = groups.entrySet().stream()
                .map(group -> new SealedDay.Group(
                        group.getKey(),
                        null,
                        group.getValue().size(),
                        group.getValue().stream().map(Activity::unit).distinct().count(),
                        group.getValue().getFirst().at(),
                        group.getValue().getLast().at(),
                        String.valueOf(new HashSet<>(group.getValue()).hashCode())))
                .toList();
        return new SealedDay(Kind.ACTIVITIES, day, List.of(), key, 1, rows.size(), 0, 0, found);
    }

    private static LocalDateTime utc(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static <T> void write(Path file, String columns, List<T> rows, Function<T, Object[]> cells)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (" + columns + ")");
            int width = columns.split(",").length;
            String places = "?" + ", ?".repeat(width - 1);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (" + places + ")")) {
                for (T row : rows) {
                    Object[] values = cells.apply(row);
                    for (int i = 0; i < width; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    insert.addBatch();
                }
                if (!rows.isEmpty()) {
                    insert.executeBatch();
                }
            }
            statement.execute("COPY t TO " + Sql.text(file.toString()) + " (FORMAT parquet)");
        }
    }

    @Override
    public Lake lake() {
        return new FolderLake(folder);
    }
}
