package northstar.embedded.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import northstar.embedded.account.Account;
import northstar.embedded.function.FunctionHost;
import northstar.embedded.function.Outcome;
import northstar.embedded.stream.Streams;
import northstar.embedded.template.DeliveryStream;
import northstar.embedded.template.LambdaFunction;
import northstar.embedded.template.RetryPolicy;

/**
 * Makes one attempt at a delivery and sees to what comes of a failure: another attempt for as long as the template says,
 * then a dead letter. A rule hands over again after 1, 2, 4 … seconds, at most 8 minutes; a function that failed is called
 * again after 1, 2, 4 … minutes. Thread-safe.
 */
final class Courier {

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(8);

    private final FunctionHost host;
    private final Streams streams;
    private final DeliveryQueue queue;
    private final DeadLetters deadLetters;
    private final Consumer<Call> observer;
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();

    Courier(FunctionHost host, Streams streams, DeliveryQueue queue, DeadLetters deadLetters, Consumer<Call> observer) {
        this.host = host;
        this.streams = streams;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.observer = observer;
    }

    void setReachable(String function, boolean reachable) {
        if (reachable) {
            unreachable.remove(function);
        } else {
            unreachable.add(function);
        }
    }

    void attempt(Delivery delivery, Instant now) {
        if (unreachable.contains(delivery.target())) {
            handoverFailed(delivery.withFailedHandover(), now);
            return;
        }
        switch (delivery.route().target()) {
            case LambdaFunction function -> call(function, delivery, now);
            case DeliveryStream stream -> streams.put(stream, delivery.event());
        }
    }

    private void call(LambdaFunction function, Delivery delivery, Instant now) {
        long started = System.nanoTime();
        Outcome outcome =
                host.call(function, delivery.requestId(), delivery.event().bytes());
        Duration duration = Duration.ofNanos(System.nanoTime() - started);
        int attempt = delivery.calls() + 1;
        observer.accept(new Call(delivery.target(), delivery.event().detailType(), now, attempt, duration, outcome));
        if (outcome instanceof Outcome.Failed(String reason)) {
            callFailed(function, delivery.withFailedCall(), reason, now);
        }
    }

    private void handoverFailed(Delivery failed, Instant now) {
        Duration pause = pause(Duration.ofSeconds(1), failed.handovers());
        RetryPolicy policy = failed.route().rule().delivery();
        String end = end(failed, failed.handovers(), pause, policy, now);
        if (end.isEmpty()) {
            queue.add(failed, now.plus(pause), 0);
        } else {
            String reason = "the target cannot be reached: " + end;
            bury(failed, failed.route().rule().deadLetters(), reason, failed.handovers(), now);
        }
    }

    private void callFailed(LambdaFunction function, Delivery failed, String reason, Instant now) {
        Duration pause = pause(Duration.ofMinutes(1), failed.calls());
        RetryPolicy policy = function.retries();
        if (end(failed, failed.calls(), pause, policy, now).isEmpty()) {
            queue.add(failed, now.plus(pause), 0);
        } else {
            bury(failed, function.onFailure(), reason, failed.calls(), now);
        }
    }

    /** Why there is no further attempt; empty if there is one. */
    private static String end(Delivery failed, int attempts, Duration pause, RetryPolicy policy, Instant now) {
        if (attempts > policy.maximumAttempts()) {
            return "retries exhausted";
        }
        return now.plus(pause).isAfter(failed.accepted().plus(policy.maximumAge())) ? "event too old" : "";
    }

    private void bury(Delivery failed, String queueArn, String reason, int attempts, Instant now) {
        DeadLetter letter = new DeadLetter(
                Account.nameOf(queueArn), failed.target(), failed.event().json(), reason, attempts, now);
        deadLetters.add(letter, failed);
    }

    private static Duration pause(Duration first, int attempts) {
        Duration pause = first.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
