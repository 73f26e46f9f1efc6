package northstar.benchmarks.coldstart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.embedded.account.Account;
import northstar.events.Codec;
import northstar.events.Envelope;
import northstar.functions.measure.MeasureExperimentHandler;
import northstar.functions.register.RegisterDefinitionHandler;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import northstar.runtime.EventHandler;

/**
 * Experiments that were defined and measured by the functions that do so, and wait to be evaluated: one for each start, so that
 * each first call finds the same work.
 */
final class MeasuredExperiments {
    /** What every function needs to know of its surroundings; the schedules are never made. */
    static final Map<String, String> VARIABLES = Map.of(
            "NORTHSTAR_TABLE", Account.TABLE,
            "NORTHSTAR_BUS", Account.BUS,
            "NORTHSTAR_BUS_ARN", Account.arn("events", "event-bus/" + Account.BUS),
            "NORTHSTAR_BUCKET", Account.BUCKET,
            "NORTHSTAR_SCHEDULE_GROUP", Account.SCHEDULE_GROUP,
            "NORTHSTAR_SCHEDULE_ROLE", "arn:aws:iam::" + Account.ID + ":role/schedules",
            "NORTHSTAR_SCHEDULE_DEAD_LETTERS", Account.arn("sqs", "schedules"));

    private static final Instant DEFINED = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant LOOK = Instant.parse("2026-10-08T00:00:00Z");

    private static final String METRICS = """
            {"metrics": {"nights": {"type": "mean"}, "booked": {"type": "proportion"},
              "complaints": {"type": "mean", "direction": "down"}}}
            """;

    private static final String NORTH_STAR = """
            {"northStar": {"key": "nights-booked", "metric": "nights", "guardrails": [{"metric": "complaints", "margin": 0.05}]}}
            """;

    private final EventHandler register;
    private final EventHandler measure;
    private final BusStub bus;

    /**
     * Defines what all experiments share.
     *
     * @param bus the bus that the clients speak to
     */
    MeasuredExperiments(Clients clients, BusStub bus) throws IOException {
        Environment environment = Environment.from(VARIABLES);
        this.register = new RegisterDefinitionHandler(clients, environment);
        this.measure = new MeasureExperimentHandler(clients, environment);
        this.bus = bus;
        send(register, "metrics", "Metrics Defined", DEFINED, METRICS);
        send(register, "north-star", "North Star Defined", DEFINED, NORTH_STAR);
    }

    /** Defines and measures one more experiment and returns the event that has it evaluated. */
    byte[] next(String experiment) throws IOException {
        send(register, "launch-" + experiment, "Experiment Launched", DEFINED, definition(experiment));
        bus.taken();
        send(measure, "report-" + experiment, "Aggregates Reported", LOOK, report(experiment));
        List<BusStub.Entry> answers = bus.taken();
        if (answers.size() != 1 || !answers.getFirst().detailType().equals("Experiment Measured")) {
            throw new IllegalStateException("events after the report == " + answers + ", must be Experiment Measured");
        }
        BusStub.Entry measured = answers.getFirst();
        return event("measured-" + experiment, Envelope.NORTHSTAR, measured.detailType(), LOOK, measured.detail());
    }

    private static String definition(String experiment) {
        return """
        {"experiment": {"key": "%s", "feature": "%s",
          "variants": [{"key": "old", "control": true, "weight": 0.5}, {"key": "new", "weight": 0.5}],
          "start": "2026-10-01T00:00:00Z", "end": "2026-10-29T00:00:00Z", "indicators": ["booked"],
          "analysis": {"method": "anytime"}, "effort": 3, "data": {"aggregates": {}}}}
        """.formatted(experiment, experiment);
    }

    private static String report(String experiment) {
        return """
        {"experiment": "%s", "at": "%s", "rows": [
          {"variant": "old", "metric": "nights", "n": 50210, "mean": 1.3142, "variance": 4.90821, "m3": 27.1},
          {"variant": "new", "metric": "nights", "n": 50077, "mean": 1.3691, "variance": 4.97733, "m3": 27.5},
          {"variant": "old", "metric": "booked", "n": 50210, "mean": 0.4123, "variance": null},
          {"variant": "new", "metric": "booked", "n": 50077, "mean": 0.4317, "variance": null},
          {"variant": "old", "metric": "complaints", "n": 50210, "mean": 0.0412, "variance": 0.0471, "m3": 0.06},
          {"variant": "new", "metric": "complaints", "n": 50077, "mean": 0.0409, "variance": 0.0467, "m3": 0.06}]}
        """.formatted(experiment, LOOK);
    }

    private static void send(EventHandler function, String id, String detailType, Instant time, String detail)
            throws IOException {
        byte[] event = event(id, "benchmark", detailType, time, detail);
        function.handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), null);
    }

    private static byte[] event(String id, String source, String detailType, Instant time, String detail) {
        Envelope envelope = new Envelope(id, detailType, source, Account.ID, time, Account.REGION, List.of(), detail);
        return Codec.envelope().write(envelope).getBytes(StandardCharsets.UTF_8);
    }
}
