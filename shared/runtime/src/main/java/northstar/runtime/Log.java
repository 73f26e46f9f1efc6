package northstar.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Structured log of one function: one JSON object per line, with the fields {@code timestamp}, {@code level}, {@code
 * message}, {@code function}, {@code requestId} and what the caller adds; and counts in CloudWatch's embedded metric
 * format.
 *
 * <p>Ids of units never belong here; keys of experiments do.
 */
public final class Log {
    private static final String NAMESPACE = "Northstar";

    private final Consumer<String> out;
    private final InstantSource clock;
    private final String function;
    private final String requestId;

    Log(Consumer<String> out, InstantSource clock, String function, String requestId) {
        this.out = out;
        this.clock = clock;
        this.function = function;
        this.requestId = requestId;
    }

    /** Writes what happened, with its particulars. */
    public void info(String message, Map<String, ?> fields) {
        write("INFO", message, fields);
    }

    /** Writes what went wrong; the function goes on or fails by its own decision. */
    public void error(String message, Map<String, ?> fields) {
        write("ERROR", message, fields);
    }

    /** Counts something under the function's name; {@code metric} is a name in PascalCase. */
    public void count(String metric, long value) {
        JsonLine line = new JsonLine();
        line.raw(
                "_aws",
                "{\"Timestamp\":" + clock.instant().toEpochMilli() + ",\"CloudWatchMetrics\":[{\"Namespace\":\""
                        + NAMESPACE
                        + "\",\"Dimensions\":[[\"function\"]],\"Metrics\":[{\"Name\":\"" + metric
                        + "\",\"Unit\":\"Count\"}]}]}");
        line.add("function", function);
        line.add("requestId", requestId);
        line.add(metric, value);
        out.accept(line.end());
    }

    private void write(String level, String message, Map<String, ?> fields) {
        Instant now = clock.instant();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("timestamp", now);
        all.put("level", level);
        all.put("message", message);
        all.put("function", function);
        all.put("requestId", requestId);
        all.putAll(fields);
        JsonLine line = new JsonLine();
        all.forEach(line::add);
        out.accept(line.end());
    }
}
