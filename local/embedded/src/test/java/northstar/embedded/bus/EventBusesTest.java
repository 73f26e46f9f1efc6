package northstar.embedded.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.embedded.template.SamTemplate;
import org.junit.jupiter.api.Test;

class EventBusesTest {

    private static final String TEMPLATE = """
            Globals: {Function: {Timeout: 60}}
            Resources:
              Bake:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: bakery.BakeHandler::handleRequest
                  Events:
                    Dough:
                      Type: EventBridgeRule
                      Properties:
                        EventBusName: oven
                        Pattern: {detail-type: [Dough Risen], detail: {loaves: [{numeric: [">", 1]}]}}
                        RetryPolicy: {MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 600}
                        DeadLetterConfig: {Arn: "arn:aws:sqs:::Undelivered"}
                    Any:
                      Type: EventBridgeRule
                      Properties:
                        EventBusName: oven
                        Pattern: {source: [bakery]}
                        RetryPolicy: {MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 600}
                        DeadLetterConfig: {Arn: "arn:aws:sqs:::Undelivered"}
                  EventInvokeConfig:
                    MaximumRetryAttempts: 2
                    MaximumEventAgeInSeconds: 21600
                    DestinationConfig: {OnFailure: {Type: SQS, Destination: "arn:aws:sqs:::Failed"}}
                  Policies:
                    - Statement: [{Sid: Bus, Effect: Allow, Action: [events:PutEvents], Resource: "*"}]
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: p, KeyType: HASH}, {AttributeName: s, KeyType: RANGE}]
                  TimeToLiveSpecification: {AttributeName: gone, Enabled: true}
            """;

    private final EventBuses buses = new EventBuses(SamTemplate.parse(TEMPLATE, Map.of()));

    private static BusEvent event(String source, String detail) {
        Instant time = Instant.parse("2026-03-01T12:00:00.9Z");
        return BusEvent.of("e1", new TimedEvent("Dough Risen", source, detail, time), List.of("arn:oven"));
    }

    @Test
    void routes_eventOfTwoRules_areBothInTheOrderOfTheTemplate() {
        assertThat(buses.routes("oven", event("bakery", "{\"loaves\": 2}")))
                .extracting(route -> route.rule().name())
                .containsExactly("BakeDough", "BakeAny");
    }

    @Test
    void routes_detailOutsideTheRange_matchesNotThatRule() {
        assertThat(buses.routes("oven", event("bakery", "{\"loaves\": 1}")))
                .extracting(route -> route.rule().name())
                .containsExactly("BakeAny");
    }

    @Test
    void routes_otherBus_areNone() {
        assertThat(buses.routes("default", event("bakery", "{\"loaves\": 2}"))).isEmpty();
    }

    @Test
    void routes_unknownBus_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> buses.routes("fridge", event("bakery", "{}")))
                .withMessageStartingWith("bus == \"fridge\", must be one of [");
    }

    @Test
    void constructor_patternThatIsNone_isRefused() {
        String wrong = TEMPLATE.replace("{source: [bakery]}", "{source: bakery}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventBuses(SamTemplate.parse(wrong, Map.of())))
                .withMessage("BakeAny.Pattern == {\"source\":\"bakery\"}, must be an event pattern");
    }

    @Test
    void json_ofAnEvent_isTheEnvelopeWithTheDetailAsItWasWritten() {
        assertThat(event("bakery", "{\"loaves\": 1.50, \"loaves\": 2}").json())
                .isEqualTo("{\"version\":\"0\",\"id\":\"e1\",\"detail-type\":\"Dough Risen\",\"source\":\"bakery\","
                        + "\"account\":\"000000000000\",\"time\":\"2026-03-01T12:00:00Z\",\"region\":\"us-east-1\","
                        + "\"resources\":[\"arn:oven\"],\"detail\":{\"loaves\": 1.50, \"loaves\": 2}}");
    }

    @Test
    void of_detailThatClosesTheEnvelope_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("bakery", "{}, \"account\": {}"))
                .withMessage("detail, must be a JSON object");
    }

    @Test
    void text_ofAPath_isTheValueOrEmpty() {
        BusEvent event = event("bakery", "{\"experiment\": \"rye\"}");

        assertThat(event.text("detail", "experiment")).isEqualTo("rye");
        assertThat(event.text("detail", "absent", "deeper")).isEmpty();
    }
}
