package northstar.embedded.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamTemplateTest {

    private static final String TEMPLATE = """
            Parameters:
              Stage: {Type: String, Default: test}
            Globals:
              Function:
                Timeout: 60
                Environment: {Variables: {SHARED: shared, BOTH: global}}
            Resources:
              Bake:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: bakery.BakeHandler::handleRequest
                  Environment: {Variables: {BOTH: own, BUS: !Ref Bus, QUEUE: !GetAtt Failed.Arn, URL: !Sub "${Stage}/${Oven.Arn}"}}
                  Events:
                    Dough:
                      Type: EventBridgeRule
                      Properties:
                        EventBusName: !Ref Bus
                        Pattern: {detail-type: [Dough Risen], detail: {loaves: [{numeric: [">", 1]}], bucket: [!Ref Lake]}}
                        RetryPolicy: {MaximumRetryAttempts: 7, MaximumEventAgeInSeconds: 600}
                        DeadLetterConfig: {Arn: !GetAtt Undelivered.Arn}
                    Flour:
                      Type: EventBridgeRule
                      Properties:
                        Pattern: {source: [aws.s3]}
                        RetryPolicy: {MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60}
                        DeadLetterConfig: {Arn: !GetAtt Undelivered.Arn}
                  EventInvokeConfig:
                    MaximumRetryAttempts: 2
                    MaximumEventAgeInSeconds: 21600
                    DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Failed.Arn}}
                  Policies:
                    - Statement:
                        - {Sid: Table, Effect: Allow, Action: [dynamodb:GetItem, dynamodb:Query], Resource: !GetAtt Table.Arn}
                        - {Sid: Bus, Effect: Allow, Action: events:PutEvents, Resource: [!GetAtt Bus.Arn]}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: p, KeyType: HASH}, {AttributeName: s, KeyType: RANGE}]
                  TimeToLiveSpecification: {AttributeName: gone, Enabled: true}
            """;

    private final LambdaFunction bake = SamTemplate.parse(TEMPLATE, Map.of("Bus", "oven-bus", "Oven.Arn", "arn:oven"))
            .function("Bake");

    @Test
    void handlerClass_withMethod_isTheClassAlone() {
        assertThat(bake.handlerClass()).isEqualTo("bakery.BakeHandler");
    }

    @Test
    void timeout_setInGlobalsAlone_isThatOfTheGlobals() {
        assertThat(bake.timeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void timeout_setInTheFunctionToo_isThatOfTheFunction() {
        String own = TEMPLATE.replace("Handler: bakery", "Timeout: 900\n      Handler: bakery");

        assertThat(SamTemplate.parse(own, Map.of()).function("Bake").timeout()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void environment_globalAndOwnVariables_areMergedAndResolved() {
        assertThat(bake.environment())
                .containsOnly(
                        Map.entry("SHARED", "shared"),
                        Map.entry("BOTH", "own"),
                        Map.entry("BUS", "oven-bus"),
                        Map.entry("QUEUE", "arn:aws:northstar:::Failed"),
                        Map.entry("URL", "test/arn:oven"));
    }

    @Test
    void rules_ofTheFunction_haveBusPatternRetriesAndQueue() {
        String undelivered = "arn:aws:northstar:::Undelivered";

        assertThat(bake.rules())
                .containsExactly(
                        new EventRule(
                                "BakeDough",
                                "oven-bus",
                                "{\"detail-type\":[\"Dough Risen\"],"
                                        + "\"detail\":{\"loaves\":[{\"numeric\":[\">\",1]}],\"bucket\":[\"Lake\"]}}",
                                new RetryPolicy(7, Duration.ofMinutes(10)),
                                undelivered),
                        new EventRule(
                                "BakeFlour",
                                EventRule.DEFAULT_BUS,
                                "{\"source\":[\"aws.s3\"]}",
                                new RetryPolicy(0, Duration.ofMinutes(1)),
                                undelivered));
    }

    @Test
    void failures_ofTheFunction_haveRetriesAndQueue() {
        assertThat(bake.retries()).isEqualTo(new RetryPolicy(2, Duration.ofHours(6)));
        assertThat(bake.onFailure()).isEqualTo("arn:aws:northstar:::Failed");
    }

    @Test
    void statements_oneActionOrSeveral_areReadAlike() {
        assertThat(bake.statements())
                .containsExactly(
                        new PolicyStatement(
                                "Table",
                                Set.of("dynamodb:GetItem", "dynamodb:Query"),
                                List.of("arn:aws:northstar:::Table")),
                        new PolicyStatement("Bus", Set.of("events:PutEvents"), List.of("arn:aws:northstar:::Bus")));
        assertThat(bake.actions()).containsOnly("dynamodb:GetItem", "dynamodb:Query", "events:PutEvents");
    }

    @Test
    void streams_ruleWithAStreamAsItsTarget_feedsIt() {
        String stream = """
              Crumbs:
                Type: AWS::KinesisFirehose::DeliveryStream
                Properties:
                  ExtendedS3DestinationConfiguration: {Prefix: "crumbs/", FileExtension: .ndjson, BucketARN: !GetAtt Lake.Arn}
              CrumbsRule:
                Type: AWS::Events::Rule
                Properties:
                  EventBusName: !Ref Bus
                  EventPattern: {detail-type: [Crumb]}
                  Targets:
                    - Id: crumbs
                      Arn: !GetAtt Crumbs.Arn
                      RetryPolicy: {MaximumRetryAttempts: 7, MaximumEventAgeInSeconds: 600}
                      DeadLetterConfig: {Arn: !GetAtt CrumbsUndelivered.Arn}
                    - Id: elsewhere
                      Arn: !GetAtt Elsewhere.Arn
            """.indent(0);

        assertThat(SamTemplate.parse(TEMPLATE + stream, Map.of()).streams())
                .containsExactly(new DeliveryStream(
                        "Crumbs",
                        "crumbs/",
                        ".ndjson",
                        List.of(new EventRule(
                                "CrumbsRule",
                                "Bus",
                                "{\"detail-type\":[\"Crumb\"]}",
                                new RetryPolicy(7, Duration.ofMinutes(10)),
                                "arn:aws:northstar:::CrumbsUndelivered"))));
        assertThat(SamTemplate.parse(TEMPLATE, Map.of()).streams()).isEmpty();
    }

    @Test
    void table_ofTheTemplate_hasItsKeys() {
        assertThat(SamTemplate.parse(TEMPLATE, Map.of()).table()).isEqualTo(new TableKeys("p", "s", "gone"));
    }

    @Test
    void parse_missingKey_isRefusedWithItsPath() {
        String broken = TEMPLATE.replace("DeadLetterConfig: {Arn: !GetAtt Undelivered.Arn}", "State: ENABLED");

        assertThatThrownBy(() -> SamTemplate.parse(broken, Map.of()))
                .hasMessage(
                        "Resources.Bake.Properties.Events.Dough.Properties.DeadLetterConfig == null, must be present");
    }

    @Test
    void parse_valueOfAnotherKind_isRefusedWithItsPath() {
        String broken = TEMPLATE.replace("MaximumRetryAttempts: 7", "MaximumRetryAttempts: seven");

        assertThatThrownBy(() -> SamTemplate.parse(broken, Map.of()))
                .hasMessage("Resources.Bake.Properties.Events.Dough.Properties.RetryPolicy.MaximumRetryAttempts"
                        + " == seven, must be a whole number");
    }

    @Test
    void parse_intrinsicThatItDoesNotKnow_isRefused() {
        String broken = TEMPLATE.replace("BUS: !Ref Bus", "BUS: !If [A, b, c]");

        assertThatThrownBy(() -> SamTemplate.parse(broken, Map.of()))
                .hasMessageContaining("Fn::If")
                .hasMessageContaining("must be Ref, Fn::GetAtt or Fn::Sub");
    }

    @Test
    void parse_eventOfAnotherType_isRefused() {
        String broken = TEMPLATE.replaceFirst("Type: EventBridgeRule", "Type: ScheduleV2");

        assertThatThrownBy(() -> SamTemplate.parse(broken, Map.of()))
                .hasMessage("Resources.Bake.Properties.Events.Dough.Type == \"ScheduleV2\","
                        + " must be \"EventBridgeRule\"");
    }

    @Test
    void function_unknownId_isRefused() {
        SamTemplate template = SamTemplate.parse(TEMPLATE, Map.of());

        assertThatThrownBy(() -> template.function("Fry"))
                .hasMessage("function == \"Fry\", must be a function of the template");
    }
}
