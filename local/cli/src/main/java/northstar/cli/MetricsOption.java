package northstar.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where else a definition's metrics are. */
final class MetricsOption {
    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Where metrics and the North Star are looked for that the definition lacks;"
                    + " then north-star.yaml and metrics.yaml beside it.")
    @Nullable
    Path file;
}
