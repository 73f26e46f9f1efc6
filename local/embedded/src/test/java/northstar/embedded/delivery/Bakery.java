package northstar.embedded.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import northstar.embedded.bus.BusEvent;
import northstar.embedded.bus.EventBuses;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.function.DelegatingHandler;
import northstar.embedded.function.FunctionHost;
import northstar.embedded.function.TestClients;
import northstar.embedded.schedule.VirtualClock;
import northstar.embedded.stream.Streams;
import northstar.embedded.template.SamTemplate;

/**
 * Two functions on one bus: {@code Bake} hears of {@code Dough Risen} and {@code Sell} of {@code Bread Baked}. Every call is
 * written down as {@code time function detail}, and then does what the test says.
 */
final class Bakery implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final String FUNCTION = """
              %1$s:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: HANDLER::handleRequest
                  Timeout: 60
                  Environment: {Variables: {NORTHSTAR_TABLE: t, NORTHSTAR_BUS: oven}}
                  Events:
                    Rule:
                      Type: EventBridgeRule
                      Properties:
                        EventBusName: oven
                        Pattern: {detail-type: [%2$s]}
                        RetryPolicy: {MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 3600}
                        DeadLetterConfig: {Arn: "arn:aws:sqs:::%1$sUndelivered"}
                  EventInvokeConfig:
                    MaximumRetryAttempts: 2
                    MaximumEventAgeInSeconds: 21600
                    DestinationConfig: {OnFailure: {Type: SQS, Destination: "arn:aws:sqs:::%1$sFailed"}}
                  Policies:
                    - Statement: [{Sid: Bus, Effect: Allow, Action: [events:PutEvents], Resource: "*"}]
            """;

    private static final String STREAM = """
              Crumbs:
                Type: AWS::KinesisFirehose::DeliveryStream
                Properties:
                  ExtendedS3DestinationConfiguration: {Prefix: "crumbs/!{timestamp:yyyy/MM}/", FileExtension: .ndjson}
              CrumbsRule:
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: oven
                  EventPattern: {detail-type: [Crumb Fallen]}
                  Targets:
                    - Id: crumbs
                      Arn: !GetAtt Crumbs.Arn
                      RetryPolicy: {MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 3600}
                      DeadLetterConfig: {Arn: "arn:aws:sqs:::CrumbsUndelivered"}
            """;

    private static final String TABLE = """
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: p, KeyType: HASH}, {AttributeName: s, KeyType: RANGE}]
                  TimeToLiveSpecification: {AttributeName: gone, Enabled: true}
            """;

    /** What a function does with an event. */
    @FunctionalInterface
    interface Work {
        void on(String function, String detail) throws IOException;
    }

    final VirtualClock clock = new VirtualClock(START);
    final DeadLetters deadLetters = new DeadLetters();
    final EventRouter router;
    final Deliveries deliveries;
    final List<String> journal = Collections.synchronizedList(new ArrayList<>());
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final NavigableMap<String, String> bucket = new TreeMap<>();
    final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    Bakery(Work work) {
        this(new DeliveryMode.Once(), 1, Map.of(), work);
    }

    Bakery(DeliveryMode mode, int workers, Map<String, Function<BusEvent, String>> coalesced, Work work) {
        SamTemplate template = SamTemplate.parse(
                ("Globals: {Function: {Timeout: 60}}\nResources:\n"
                                + FUNCTION.formatted("Bake", "Dough Risen")
                                + FUNCTION.formatted("Sell", "Bread Baked")
                                + STREAM
                                + TABLE)
                        .replace("HANDLER", DelegatingHandler.class.getName()),
                Map.of());
        DeliverySettings settings = new DeliverySettings(mode, workers, coalesced, calls::add);
        router = new EventRouter(new EventBuses(template), clock, settings);
        FunctionHost host = new FunctionHost(
                new TestClients((event, context, environment) -> {
                    String detail = event.substring(event.indexOf("\"detail\":{") + "\"detail\":{".length());
                    String text = detail.substring(0, detail.length() - 2);
                    journal.add(clock.instant() + " " + context.getFunctionName() + " " + text);
                    requests.add(context.getAwsRequestId());
                    work.on(context.getFunctionName(), text);
                }),
                line -> {});
        deliveries = new Deliveries(
                router,
                host,
                new Streams((key, content) -> bucket.put(key, new String(content, StandardCharsets.UTF_8)), clock),
                deadLetters,
                clock,
                settings);
    }

    static TimedEvent dough(String key, String time) {
        return new TimedEvent("Dough Risen", "bakery", "{\"" + key + "\":1}", Instant.parse(time));
    }

    void publish(String detailType, String key) {
        router.publish("oven", new TimedEvent(detailType, "bakery", "{\"" + key + "\":1}", clock.instant()), List.of());
    }

    /** Moves time on until nothing is left to deliver. */
    void settle() {
        deliveries.runDue();
        for (Optional<Instant> next = deliveries.nextDue(); next.isPresent(); next = deliveries.nextDue()) {
            clock.moveTo(next.get());
            deliveries.runDue();
        }
    }

    @Override
    public void close() {
        deliveries.close();
    }
}
