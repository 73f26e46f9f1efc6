package northstar.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings a deployment back after LocalStack was killed: started again over the same data folder, deployed again, the table
 * filled with what the old one held, as from a backup; and all that was ever on the bus or in the bucket put there again, as
 * from an archive.
 *
 * @param restart the command that starts and deploys
 */
record Recovery(List<String> restart) {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    /**
     * Does it.
     *
     * @param dead what there was
     * @param story what was told
     * @param until up to when
     */
    Deployment recover(Deployment dead, Story story, Instant until) throws IOException, InterruptedException {
        String name = dead.stack().name();
        String table = dead.stack().table();
        dead.close();
        Process process = new ProcessBuilder(restart)
                .directory(HOME.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", restart) + " failed: " + said);
        }
        Deployment deployment = Deployment.named(name);
        restore(deployment, table);
        Player player = new Player(deployment, story);
        player.put(
                story.steps().stream().filter(step -> !step.at().isAfter(until)).toList());
        deployment.clock().settle();
        player.put(missingLooks(deployment.table(), story, deployment.clock().now()));
        deployment.clock().settle();
        return deployment;
    }

    private static void restore(Deployment deployment, String table) {
        for (Map<String, AttributeValue> item : deployment
                .dynamoDb()
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()) {
            deployment
                    .dynamoDb()
                    .putItem(request ->
                            request.tableName(deployment.stack().table()).item(item));
        }
    }

    /** What the schedules had put on the bus, as far as nothing came of it. */
    private static List<Step> missingLooks(TableContents table, Story story, Instant now) {
        List<Step> looks = new ArrayList<>();
        Instant first = story.start().plus(Duration.ofDays(1));
        for (Instant at = first;
                !at.isAfter(now) && at.isBefore(story.finalLookOfSearch());
                at = at.plus(Duration.ofDays(1))) {
            String key = "EXPERIMENT#" + Story.SEARCH + " LOOK#" + at.toString().replace("Z", "");
            if (table.under(key).isEmpty()) {
                looks.add(new Step.Said(at, "Evaluation Due", "northstar", """
                        {"experiment": "%s", "at": "%s"}""".formatted(Story.SEARCH, at)));
            }
        }
        return looks;
    }
}
