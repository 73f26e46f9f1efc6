package northstar.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import northstar.endtoend.Letters.Letter;
import northstar.endtoend.TroubledTable.Trouble;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a deployment made of the story with repetitions, told while a producer, a file, a function and the table fail.
 *
 * @param story what was told
 * @param expected the table that the embedded system makes of the story without repetitions and failures
 * @param schedules names of the schedules half-way and at the end
 * @param told what the webhook heard
 * @param letters what lay in the queues after each trouble
 * @param rejected what was put aside: refused lines, with their reasons
 * @param redrive what ./northstar redrive said
 * @param lettersAfterwards what lay in the queues after that
 * @param table what lay in the table after that
 */
record TroubledRun(
        Story story,
        TableContents expected,
        Schedules schedules,
        List<Webhook.Message> told,
        SortedMap<String, List<Letter>> letters,
        List<String> rejected,
        String redrive,
        SortedMap<String, List<Letter>> lettersAfterwards,
        TableContents table) {

    static final String MALFORMED = "{\"experiment\": \"%s\", \"allocation\": 7}".formatted(Story.SEARCH);
    private static final int SECONDS_OF_PATIENCE = 2;
    private static final int SECONDS_TO_GIVE_UP = 60;

    /**
     * Names of schedules.
     *
     * @param halfWay while two experiments run
     * @param end when all are over
     */
    record Schedules(Set<String> halfWay, Set<String> end) {}

    /** Plays it. */
    static TroubledRun of(Deployment deployment, Story story, TableContents expected)
            throws IOException, InterruptedException {
        try (Webhook webhook = Webhook.open()) {
            return of(deployment, story, expected, webhook);
        }
    }

    private static TroubledRun of(Deployment deployment, Story story, TableContents expected, Webhook webhook)
            throws IOException, InterruptedException {
        Player player = new Player(deployment, story);
        Instant start = story.start();
        player.playTo(start.plus(Duration.ofHours(36)));
        player.put(List.of(
                new Step.Said(start.plus(Duration.ofHours(36)), "Experiment Changed", "x", MALFORMED),
                new Step.Filed(start, "raw/shop/poison.ndjson.gz", "this is no archive")));
        during(
                deployment,
                "EvaluateExperiment",
                Trouble.HANGS,
                SECONDS_OF_PATIENCE,
                () -> player.playTo(start.plus(Duration.ofHours(2 * 24 + 1))));
        SortedMap<String, List<Letter>> letters = Letters.of(deployment);
        String redrive = redrive(deployment);
        player.playTo(start.plus(Duration.ofHours(4 * 24 + 7)));
        player.put(List.of(new Step.Filed(start, Story.CHECKOUT_TABLE, "who;what\nvisitor-1;12\n")));
        player.playTo(story.stopOfCheckout().plus(Duration.ofHours(1)));
        Set<String> halfWay = deployment.schedules();
        player.put(List.of(new Step.Filed(start, Story.CHECKOUT_TABLE, CheckoutData.table())));
        player.playTo(start.plus(Duration.ofHours(5 * 24 + 23)));
        during(
                deployment,
                "MeasureExperiment",
                Trouble.THROTTLES,
                SECONDS_TO_GIVE_UP,
                () -> player.playTo(start.plus(Duration.ofHours(6 * 24 + 1))));
        letters.putAll(Letters.of(deployment));
        redrive += redrive(deployment);
        player.playTo(story.end());
        return new TroubledRun(
                story,
                expected,
                new Schedules(halfWay, deployment.schedules()),
                webhook.messages(),
                letters,
                texts(deployment, "rejected/"),
                redrive,
                Letters.of(deployment),
                deployment.table());
    }

    /** As soon as the trouble is over, as a person would who is told by an alarm. */
    private static String redrive(Deployment deployment) throws IOException, InterruptedException {
        Launcher.Answer answer = Launcher.call(deployment, "redrive");
        deployment.clock().settle();
        return answer.said();
    }

    /** Nothing may be under way when a function's settings are changed: LocalStack loses what waits for it. */
    private static void during(Deployment deployment, String function, Trouble trouble, int seconds, Runnable play)
            throws IOException {
        deployment.clock().settle();
        try (TroubledTable table = TroubledTable.open(trouble)) {
            new DeployedFunction(deployment, function).withTable(table.endpoint(), seconds, play);
        }
    }

    private static List<String> texts(Deployment deployment, String prefix) {
        return deployment
                .s3()
                .listObjectsV2Paginator(
                        request -> request.bucket(deployment.stack().bucket()).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> deployment
                        .s3()
                        .getObjectAsBytes(request ->
                                request.bucket(deployment.stack().bucket()).key(key))
                        .asUtf8String())
                .toList();
    }
}
