package northstar.functions.register;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.events.DetailType;
import northstar.events.Envelope;
import northstar.events.Message;
import northstar.events.Message.EvaluationDue;
import northstar.runtime.Environment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * The schedules of experiments in EventBridge Scheduler: a recurring one for the looks before the final one unless the test
 * was stopped, and one for the final look. Both put {@code Evaluation Due} on the bus.
 *
 * <p>Tables have one look, at the end; reported aggregates bring their looks along and need no schedule.
 */
final class Schedules {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final SchedulerClient client;
    private final InstantSource clock;
    private final Environment environment;

    Schedules(SchedulerClient client, InstantSource clock, Environment environment) {
        this.client = client;
        this.clock = clock;
        this.environment = environment;
    }

    /**
     * Makes the schedules be those of the experiment as it is now.
     *
     * @return looks that are due already, to be put on the bus at once: a schedule never lies in the past
     */
    List<Message> plan(PinnedExperiment pinned) {
        List<Message> due = new ArrayList<>();
        Experiment experiment = pinned.experiment();
        switch (experiment.data()) {
            case DataSource.Aggregates _ -> {
                // every report is a look of its own
            }
            case DataSource.Units _ -> planFinal(pinned, due);
            case DataSource.Events _ -> {
                planLooks(pinned);
                planFinal(pinned, due);
            }
        }
        return due;
    }

    private void planFinal(PinnedExperiment pinned, List<Message> due) {
        Instant at = pinned.finalLook();
        String name = pinned.experiment().key() + "-final";
        if (at.isAfter(clock.instant())) {
            Target target = target(EvaluationDue.scheduled(pinned.experiment().key(), true));
            put(name, "at(" + AT.format(wholeSecond(at)) + ")", null, null, target);
        } else {
            delete(name);
            due.add(new EvaluationDue(pinned.experiment().key(), at, true));
        }
    }

    /** Schedules know whole seconds; a look a moment too early would not be the final one. */
    private static Instant wholeSecond(Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(at) ? at : second.plusSeconds(1);
    }

    private void planLooks(PinnedExperiment pinned) {
        Experiment experiment = pinned.experiment();
        String name = experiment.key() + "-looks";
        Instant first = experiment.start().plus(experiment.analysis().looks());
        Instant now = clock.instant();
        while (!first.isAfter(now)) {
            first = first.plus(experiment.analysis().looks());
        }
        Instant until = pinned.finalLook();
        if (pinned.current().stoppedAt() == null && first.isBefore(until)) {
            Target target = target(EvaluationDue.scheduled(experiment.key(), false));
            put(name, rate(experiment.analysis().looks()), first, until, target);
        } else {
            delete(name);
        }
    }

    private static String rate(Duration every) {
        long minutes = every.toMinutes();
        return minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)";
    }

    private Target target(String input) {
        return Target.builder()
                .arn(environment.busArn())
                .roleArn(environment.scheduleRole())
                .input(input)
                .deadLetterConfig(queue -> queue.arn(environment.scheduleDeadLetters()))
                .retryPolicy(retry -> retry.maximumRetryAttempts(185).maximumEventAgeInSeconds(86_400))
                .eventBridgeParameters(
                        bus -> bus.source(Envelope.NORTHSTAR).detailType(DetailType.EVALUATION_DUE.title()))
                .build();
    }

    private void put(String name, String expression, @Nullable Instant from, @Nullable Instant until, Target target) {
        FlexibleTimeWindow exactly =
                FlexibleTimeWindow.builder().mode(FlexibleTimeWindowMode.OFF).build();
        try {
            client.createSchedule(request -> request.name(name)
                    .groupName(environment.scheduleGroup())
                    .scheduleExpression(expression)
                    .startDate(from)
                    .endDate(until)
                    .flexibleTimeWindow(exactly)
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(target));
        } catch (ConflictException exists) {
            client.updateSchedule(request -> request.name(name)
                    .groupName(environment.scheduleGroup())
                    .scheduleExpression(expression)
                    .startDate(from)
                    .endDate(until)
                    .flexibleTimeWindow(exactly)
                    .actionAfterCompletion(ActionAfterCompletion.DELETE)
                    .target(target));
        }
    }

    private void delete(String name) {
        try {
            client.deleteSchedule(request -> request.name(name).groupName(environment.scheduleGroup()));
        } catch (ResourceNotFoundException gone) {
            // it never was, or has completed
        }
    }
}
