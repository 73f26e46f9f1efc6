package northstar.embedded.template;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What template.yaml says about the functions, the streams and the table. It reads those keys alone that the embedded system acts
 * on; whether the rest is right is for {@code sam validate} and {@code cfn-lint} to say. Immutable.
 *
 * @param functions the functions in the order of the file
 * @param streams the Firehose streams that rules feed
 * @param table the keys of the table
 * @param resources the type of each resource, by logical id
 */
public record SamTemplate(
        List<LambdaFunction> functions, List<DeliveryStream> streams, TableKeys table, Map<String, String> resources) {

    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String STREAM = "AWS::KinesisFirehose::DeliveryStream";
    private static final String STREAM_RULE = "AWS::Events::Rule";
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String RULE = "EventBridgeRule";
    private static final String HANDLER_METHOD = "::handleRequest";

    public SamTemplate {
        functions = List.copyOf(functions);
        streams = List.copyOf(streams);
        resources = Map.copyOf(resources);
    }

    /**
     * Reads a template.
     *
     * @param file the template
     * @param names what references stand for: under {@code X} the name of resource X or the value of parameter X,
     *     under {@code X.Arn} its ARN. What is missing here gets a parameter's default or a made-up name.
     * @throws IllegalArgumentException if a key that is needed is missing or of another kind; the message has its path
     */
    public static SamTemplate read(Path file, Map<String, String> names) throws IOException {
        return parse(Files.readString(file), names);
    }

    /** As {@link #read}, from text. */
    public static SamTemplate parse(String yaml, Map<String, String> names) {
        if (!(YamlNodes.parse(yaml) instanceof Map<?, ?> document)) {
            throw new IllegalArgumentException("template, must be a mapping");
        }
        Section unresolved = new Section("", document, new References(Map.of(), Map.of()));
        Section root = new Section("", document, new References(parameterDefaults(unresolved), names));
        Section globals = root.sectionOrEmpty("Globals").sectionOrEmpty("Function");
        List<LambdaFunction> functions = new ArrayList<>();
        ofType(root, FUNCTION).forEach((id, properties) -> functions.add(function(id, properties, globals)));
        List<Section> tables = List.copyOf(ofType(root, TABLE).values());
        if (tables.size() != 1) {
            throw new IllegalArgumentException("tables == " + tables.size() + ", must be 1");
        }
        List<DeliveryStream> streams = new ArrayList<>();
        ofType(root, STREAM).forEach((id, properties) -> streams.add(stream(id, properties, root)));
        Map<String, String> types = new HashMap<>();
        root.section("Resources").sections().forEach((id, resource) -> types.put(id, resource.text("Type")));
        return new SamTemplate(functions, streams, table(tables.getFirst()), types);
    }

    /**
     * The function of that logical id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public LambdaFunction function(String logicalId) {
        return functions.stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "function == \"" + logicalId + "\", must be a function of the template"));
    }

    private static Map<String, String> parameterDefaults(Section root) {
        Map<String, String> defaults = new HashMap<>();
        root.sectionOrEmpty("Parameters").sections().forEach((name, parameter) -> {
            if (parameter.values().containsKey("Default")) {
                defaults.put(name, parameter.text("Default"));
            }
        });
        return defaults;
    }

    private static Map<String, Section> ofType(Section root, String type) {
        Map<String, Section> found = new LinkedHashMap<>();
        root.section("Resources").sections().forEach((id, resource) -> {
            if (resource.text("Type").equals(type)) {
                found.put(id, resource.section("Properties"));
            }
        });
        return found;
    }

    private static LambdaFunction function(String id, Section properties, Section globals) {
        Section failures = properties.section("EventInvokeConfig");
        Section onFailure = failures.section("DestinationConfig").section("OnFailure");
        Section timed = properties.values().containsKey("Timeout") ? properties : globals;
        return new LambdaFunction(
                id,
                handlerClass(properties),
                Duration.ofSeconds(timed.number("Timeout")),
                environment(properties, globals),
                rules(id, properties),
                retryPolicy(failures),
                onFailure.text("Destination"),
                statements(properties));
    }

    private static String handlerClass(Section properties) {
        String handler = properties.text("Handler");
        if (!handler.endsWith(HANDLER_METHOD)) {
            throw new IllegalArgumentException(
                    properties.path() + ".Handler == \"" + handler + "\", must end in \"" + HANDLER_METHOD + "\"");
        }
        return handler.substring(0, handler.length() - HANDLER_METHOD.length());
    }

    private static Map<String, String> environment(Section properties, Section globals) {
        Map<String, String> environment = new HashMap<>();
        for (Section section : List.of(globals, properties)) {
            Section variables = section.sectionOrEmpty("Environment").sectionOrEmpty("Variables");
            variables.values().keySet().forEach(name -> {
                String variable = String.valueOf(name);
                environment.put(variable, variables.text(variable));
            });
        }
        return environment;
    }

    private static List<EventRule> rules(String function, Section properties) {
        List<EventRule> rules = new ArrayList<>();
        properties.section("Events").sections().forEach((name, event) -> {
            String type = event.text("Type");
            if (!type.equals(RULE)) {
                throw new IllegalArgumentException(
                        event.path() + ".Type == \"" + type + "\", must be \"" + RULE + "\"");
            }
            Section rule = event.section("Properties");
            rules.add(new EventRule(
                    function + name,
                    rule.text("EventBusName", EventRule.DEFAULT_BUS),
                    Jsonb.builder().build().toJson(rule.resolved("Pattern")),
                    retryPolicy(rule.section("RetryPolicy")),
                    rule.section("DeadLetterConfig").text("Arn")));
        });
        return rules;
    }

    private static DeliveryStream stream(String id, Section properties, Section root) {
        Section bucket = properties.section("ExtendedS3DestinationConfiguration");
        List<EventRule> rules = new ArrayList<>();
        ofType(root, STREAM_RULE)
                .forEach((rule, described) -> described.sectionList("Targets").stream()
                        .filter(target ->
                                target.text("Arn").equals(root.references().arn(id)))
                        .forEach(target -> rules.add(new EventRule(
                                rule,
                                described.text("EventBusName", EventRule.DEFAULT_BUS),
                                Jsonb.builder().build().toJson(described.resolved("EventPattern")),
                                retryPolicy(target.section("RetryPolicy")),
                                target.section("DeadLetterConfig").text("Arn")))));
        return new DeliveryStream(id, bucket.text("Prefix"), bucket.text("FileExtension"), rules);
    }

    private static RetryPolicy retryPolicy(Section section) {
        return new RetryPolicy(
                section.number("MaximumRetryAttempts"), Duration.ofSeconds(section.number("MaximumEventAgeInSeconds")));
    }

    private static List<PolicyStatement> statements(Section properties) {
        List<PolicyStatement> statements = new ArrayList<>();
        for (Section policy : properties.sectionList("Policies")) {
            for (Section statement : policy.sectionList("Statement")) {
                statements.add(new PolicyStatement(
                        statement.text("Sid"), Set.copyOf(statement.texts("Action")), statement.texts("Resource")));
            }
        }
        return statements;
    }

    private static TableKeys table(Section properties) {
        Map<String, String> keys = new HashMap<>();
        properties.sectionList("KeySchema").forEach(key -> keys.put(key.text("KeyType"), key.text("AttributeName")));
        return new TableKeys(
                keys.getOrDefault("HASH", ""),
                keys.getOrDefault("RANGE", ""),
                properties.section("TimeToLiveSpecification").text("AttributeName"));
    }
}
