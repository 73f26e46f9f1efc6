package northstar.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import northstar.domain.definition.Experiment;

/** An export of a shop that does not exist, in Amplitude's format, always the same. Its two variants do not differ. */
final class SimulatedExport {
    static final int USERS = 2_000;
    static final String KEY = "imports/amplitude/100001_2019-11-09_0#1.json.gz";

    private static final int DAYS = 7;
    private static final int SEED = 11;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final StringBuilder lines = new StringBuilder();

    private SimulatedExport() {}

    static void write(Experiment experiment, Path file) throws IOException {
        SimulatedExport export = new SimulatedExport();
        for (int user = 0; user < USERS; user++) {
            export.visit("user-" + user, experiment, user % DAYS);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(export.lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void visit(String user, Experiment experiment, int day) {
        Instant at = experiment.start().plus(Duration.ofDays(day)).plusSeconds(random.nextInt(86_400));
        String variant = experiment.variants().get(random.nextInt(2)).key();
        say(
                user,
                "[Experiment] Exposure",
                at,
                "{\"[Experiment] Flag Key\":\"%s\",\"[Experiment] Variant\":\"%s\"}"
                        .formatted(experiment.key(), variant));
        boolean isPaid = random.nextInt(100) < 30;
        if (isPaid) {
            say(user, "Payment Entered", at.plusSeconds(60 + random.nextInt(3_000)), "{}");
        }
        for (int order = 0; isPaid && order < 1 + random.nextInt(3); order++) {
            say(
                    user,
                    "Order Completed",
                    at.plusSeconds(4_000 + random.nextInt(60_000)),
                    "{\"items\":" + (order + 1) + "}");
        }
    }

    private void say(String user, String event, Instant at, String properties) {
        String time = at.toString().replace('T', ' ').replace("Z", ".000000");
        lines.append("{\"app\":100001,\"user_id\":\"%s\",\"device_id\":\"d-%s\",\"event_type\":\"%s\","
                        .formatted(user, user, event))
                .append("\"event_time\":\"%s\",\"server_received_time\":\"%s\",".formatted(time, time))
                .append("\"$insert_id\":\"%d\",\"event_properties\":%s}%n".formatted(lines.length(), properties));
    }
}
