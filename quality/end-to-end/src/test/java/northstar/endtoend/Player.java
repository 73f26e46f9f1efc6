package northstar.endtoend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Plays a story to a deployment: puts events on the bus and objects into the bucket while the clock is moved. */
final class Player {
    private static final int MOST_AT_A_TIME = 10;

    private final Deployment deployment;
    private final TestClock clock;
    private final List<Step> steps;
    private Instant played = Instant.MIN;

    Player(Deployment deployment, Story story) {
        this.deployment = deployment;
        clock = deployment.clock();
        steps = story.steps();
    }

    /** Plays what comes at that time or before and has not been played, and moves the clock there. */
    void playTo(Instant time) {
        steps.stream()
                .map(Step::at)
                .filter(at -> at.isAfter(played) && !at.isAfter(time))
                .distinct()
                .forEach(this::playAt);
        clock.moveTo(time);
        played = time;
    }

    /** Plays what comes at one time, and waits until all that comes of it is done. */
    void playAt(Instant at) {
        clock.moveTo(at);
        put(steps.stream().filter(step -> step.at().equals(at)).toList());
        clock.settle();
    }

    /** Puts something there as it is. */
    void put(List<Step> together) {
        List<PutEventsRequestEntry> entries = new ArrayList<>();
        for (Step step : together) {
            switch (step) {
                case Step.Said said -> entries.add(entry(said));
                case Step.Filed filed ->
                    deployment
                            .s3()
                            .putObject(
                                    request -> request.bucket(deployment.stack().bucket())
                                            .key(filed.key()),
                                    RequestBody.fromBytes(filed.content()));
            }
        }
        for (int from = 0; from < entries.size(); from += MOST_AT_A_TIME) {
            List<PutEventsRequestEntry> some = entries.subList(from, Math.min(entries.size(), from + MOST_AT_A_TIME));
            PutEventsResponse response = deployment.eventBridge().putEvents(request -> request.entries(some));
            if (response.failedEntryCount() > 0) {
                throw new AssertionError("the bus refused " + response);
            }
        }
    }

    private PutEventsRequestEntry entry(Step.Said said) {
        return PutEventsRequestEntry.builder()
                .eventBusName(deployment.stack().bus())
                .time(said.at())
                .source(said.source())
                .detailType(said.type())
                .detail(said.detail())
                .build();
    }
}
