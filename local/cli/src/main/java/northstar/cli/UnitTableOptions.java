package northstar.cli;

import java.nio.file.Path;
import java.util.List;
import northstar.domain.definition.DataSource.MissingMetric;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A table with one row per unit, and what is read of it. */
final class UnitTableOptions {
    @Parameters(
            index = "0",
            paramLabel = "TABLE",
            description = "One row per unit: .csv, .csv.gz, .parquet, .ndjson or .ndjson.gz.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    Path table;

    @Option(
            names = "--metric",
            required = true,
            paramLabel = "COLUMN[/COLUMN]",
            description = "A column of numbers, or a ratio of two; may be repeated.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    List<String> metrics;

    @Option(
            names = "--missing",
            paramLabel = "refuse|exclude|zero",
            description = "What an empty cell of a metric means; default refuse.")
    MissingMetric missing = MissingMetric.REFUSE;
}
