package northstar.benchmarks.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A process that computes what a verdict on one metric with CUPED needs, its days since exposure included, by one query written
 * by hand, in plain doubles.
 */
public final class BareSql {
    private static final String QUERY = """
            WITH exposed AS (
              SELECT unit, min("at") AS first, min(variant) AS variant, max(variant) AS other
              FROM read_parquet('LAKE/events/exposures/*/*.parquet', hive_partitioning = false)
              WHERE experiment = 'checkout' AND "at" >= TIMESTAMP 'START' AND "at" < TIMESTAMP 'END'
              GROUP BY unit),
            units AS (
              SELECT any_value(variant) AS variant,
                coalesce(sum(value) FILTER (event = 'purchase' AND "at" >= first), 0) AS y,
                coalesce(sum(value) FILTER (event = 'purchase' AND "at" < first), 0) AS x,
                (count(*) FILTER ("at" < first) = 0)::INT AS z, OF_DAYS
              FROM exposed LEFT JOIN read_parquet('LAKE/events/activities/*/*.parquet', hive_partitioning = false) AS a
                ON a.unit = exposed.unit AND "at" >= first - INTERVAL 14 DAY AND "at" < first + INTERVAL 7 DAY
              WHERE variant = other
              GROUP BY exposed.unit)
            SELECT variant, count(*), avg(y), var_samp(y), avg(x), var_samp(x), avg(z), var_samp(z),
              covar_samp(x, y), covar_samp(x, z), covar_samp(y, z), BETWEEN_DAYS
            FROM units GROUP BY variant ORDER BY variant
            """;
    private static final int ARMS = 2;
    private static final int DAYS = 7;

    private BareSql() {}

    /** What a unit spent on each day since its exposure. */
    private static String ofDays() {
        return IntStream.range(0, DAYS)
                .mapToObj(day -> "coalesce(sum(value) FILTER (event = 'purchase' AND \"at\" >= first + INTERVAL " + day
                        + " DAY AND \"at\" < first + INTERVAL " + (day + 1) + " DAY), 0) AS d" + day)
                .collect(Collectors.joining(", "));
    }

    private static String betweenDays() {
        return IntStream.range(0, DAYS)
                .boxed()
                .flatMap(first -> Stream.concat(
                        Stream.of("avg(d" + first + ")"),
                        IntStream.range(first, DAYS).mapToObj(second -> "covar_samp(d" + first + ", d" + second + ")")))
                .collect(Collectors.joining(", "));
    }

    /**
     * Runs.
     *
     * @param arguments the lake's folder
     */
    public static void main(String[] arguments) throws SQLException {
        String query = QUERY.replace(
                        "LAKE", Path.of(arguments[0]).toAbsolutePath().toString())
                .replace("START", InventedLake.START.toString())
                .replace("END", InventedLake.END.toString())
                .replace("OF_DAYS", ofDays())
                .replace("BETWEEN_DAYS", betweenDays());
        int rows = 0;
        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            statement.execute("SET memory_limit = '640MiB'");
            try (ResultSet answer = statement.executeQuery(query)) {
                while (answer.next()) {
                    rows++;
                    System.out.println(answer.getString(1) + " " + answer.getLong(2) + " " + answer.getDouble(3));
                }
            }
        }
        if (rows != ARMS) {
            throw new IllegalStateException("rows == " + rows + ", must be " + ARMS);
        }
    }
}
