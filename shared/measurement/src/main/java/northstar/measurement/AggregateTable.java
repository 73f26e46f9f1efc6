package northstar.measurement;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.domain.Arguments;
import northstar.domain.definition.DataSource.AggregateColumns;
import northstar.domain.definition.DataSource.Aggregates;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.lake.engine.DuckDb;

/**
 * A table with one row per time, variant and metric, of counts, means and variances that are cumulative: CSV, NDJSON
 * (both also packed as {@code .gz}) or Parquet, told apart by the ending.
 *
 * <p>Rows of metrics that an experiment does not use are passed over.
 */
public final class AggregateTable {
    private final Table table;

    private AggregateTable(Table table) {
        this.table = table;
    }

    /**
     * Opens a table.
     *
     * @param name what messages call the file
     * @throws TableRefusedException if it is absent, empty, damaged, or of another kind
     */
    public static AggregateTable open(DuckDb engine, Path file, String name) {
        return new AggregateTable(Table.open(engine, file, name));
    }

    /**
     * Reads the reports of one experiment, in the order of time.
     *
     * @throws TableRefusedException see {@link #reports(Collection)}
     */
    public List<AggregateReport> reports(PinnedExperiment pinned) {
        return reports(List.of(pinned)).getOrDefault(pinned.experiment().key(), List.of());
    }

    /**
     * Reads the reports of all experiments that share the table, in one pass.
     *
     * @return by experiment the reports in the order of time; an experiment without rows has none
     * @throws TableRefusedException if a cell of a row that belongs to one of them cannot be what its column holds, if a
     *     variant is unknown, or if numbers are given twice and differ
     * @throws IllegalArgumentException if the door of an experiment is another one
     */
    public Map<String, List<AggregateReport>> reports(Collection<PinnedExperiment> experiments) {
        Routes routes = new Routes(experiments);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < routes.columns.size(); i++) {
            texts.add("t" + i);
        }
        String sql = "SELECT " + String.join(", ", texts) + " FROM (" + table.rows(List.copyOf(routes.columns)) + ")";
        long rows = table.query(sql, routes::distribute);
        if (rows == 0) {
            throw TableRefusedException.of(table.name(), "rows == 0", "at least 1");
        }
        Map<String, List<AggregateReport>> reports = new LinkedHashMap<>();
        routes.readers.forEach(reader -> reports.put(reader.experiment(), reader.reports()));
        return reports;
    }

    /** Which row belongs to which experiment. */
    private final class Routes {
        private final Set<String> columns = new LinkedHashSet<>();
        private final List<AggregateReader> readers = new ArrayList<>();
        /** Readers by the columns of their {@code where}, then by its values. */
        private final Map<List<Integer>, Map<List<String>, List<AggregateReader>>> byWhere = new LinkedHashMap<>();

        Routes(Collection<PinnedExperiment> experiments) {
            experiments.forEach(pinned -> addColumns(door(pinned)));
            List<String> names = List.copyOf(columns);
            for (PinnedExperiment pinned : experiments) {
                Aggregates door = door(pinned);
                AggregateReader reader = new AggregateReader(table, pinned, door.columns(), names);
                readers.add(reader);
                List<String> filtered = door.where().keySet().stream().sorted().toList();
                byWhere.computeIfAbsent(filtered.stream().map(names::indexOf).toList(), _ -> new HashMap<>())
                        .computeIfAbsent(
                                filtered.stream().map(door.where()::get).toList(), _ -> new ArrayList<>())
                        .add(reader);
            }
        }

        private static Aggregates door(PinnedExperiment pinned) {
            if (pinned.experiment().data() instanceof Aggregates aggregates) {
                return aggregates;
            }
            throw Arguments.refusal("data", "another door", "aggregates");
        }

        private void addColumns(Aggregates door) {
            AggregateColumns named = door.columns();
            columns.addAll(
                    List.of(named.at(), named.variant(), named.metric(), named.n(), named.mean(), named.variance()));
            if (named.m3() != null) {
                columns.add(named.m3());
            }
            door.where().keySet().stream().sorted().forEach(columns::add);
        }

        long distribute(ResultSet rows) throws SQLException {
            long number = 0;
            String[] cells = new String[columns.size()];
            while (rows.next()) {
                number++;
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = rows.getString(i + 1);
                }
                for (var where : byWhere.entrySet()) {
                    List<String> values =
                            where.getKey().stream().map(column -> cells[column]).toList();
                    for (AggregateReader reader : where.getValue().getOrDefault(values, List.of())) {
                        reader.read(number, cells);
                    }
                }
            }
            return number;
        }
    }
}
