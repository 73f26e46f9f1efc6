package northstar.embedded.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.RuleCompiler;

/** What has to be true of the template that is deployed. */
class TemplateTest {

    private static final Path FILE = Repository.root().resolve("template.yaml");

    static List<LambdaFunction> functions() throws IOException {
        return SamTemplate.read(FILE, Map.of()).functions();
    }

    static Stream<EventRule> rules() throws IOException {
        return functions().stream().flatMap(function -> function.rules().stream());
    }

    @Test
    void functions_ofTheTemplate_areThoseOfTheFolders() throws IOException {
        try (Stream<Path> folders = Files.list(Repository.root().resolve("functions"))) {
            List<String> names =
                    folders.map(folder -> folder.getFileName().toString()).toList();

            assertThat(functions())
                    .extracting(function -> kebabCase(function.logicalId()))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void handlerClass_ofAFunction_isNamedAfterIt(LambdaFunction function) {
        String verb = kebabCase(function.logicalId()).split("-", 2)[0];

        assertThat(function.handlerClass())
                .isEqualTo("northstar.functions." + verb + "." + function.logicalId() + "Handler");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void handlerClass_ofAFunction_isAStreamHandlerThatLambdaCanMake(LambdaFunction function) throws Exception {
        Class<?> handler = Class.forName(function.handlerClass());

        assertThat(handler).isAssignableTo(RequestStreamHandler.class);
        assertThat(handler.getConstructor().getModifiers()).matches(Modifier::isPublic);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void actions_ofAFunction_haveNoWildcard(LambdaFunction function) {
        assertThat(function.actions()).isNotEmpty().allMatch(action -> action.matches("[a-z0-9]+:[A-Za-z]+"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void resources_ofAFunction_nameOneResourceEach(LambdaFunction function) {
        assertThat(function.statements())
                .flatExtracting(PolicyStatement::resources)
                .allMatch(resource -> resource.startsWith("arn:") && resource.length() > "arn:aws:s3:::".length());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void queues_ofAFunction_areItsOwnAndKeepTheTwoKindsApart(LambdaFunction function) {
        assertThat(function.onFailure()).isEqualTo("arn:aws:northstar:::" + function.logicalId() + "Failed");
        assertThat(function.rules())
                .extracting(EventRule::deadLetters)
                .containsOnly("arn:aws:northstar:::" + function.logicalId() + "Undelivered");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void pattern_ofARule_compiles(EventRule rule) throws IOException {
        assertThat(RuleCompiler.check(rule.pattern())).as(rule.pattern()).isNull();
    }

    /** A rule that its queue's policy does not name could not put a dead letter there. */
    @ParameterizedTest
    @MethodSource("rules")
    void queuePolicy_ofARule_namesTheRule(EventRule rule) throws IOException {
        String name = kebabCase(rule.name());
        boolean onDefaultBus = rule.bus().equals(EventRule.DEFAULT_BUS);

        assertThat(Files.readString(FILE))
                .contains("RuleName: " + (onDefaultBus ? "!Sub ${Bus}-" : "") + name + "\n")
                .contains(":rule/${Bus}" + (onDefaultBus ? "-" : "/") + name + "\n");
    }

    @Test
    void streams_ofTheTemplate_putOneEventOnEachLineWhereItIsLanded() throws IOException {
        List<DeliveryStream> streams = SamTemplate.read(FILE, Map.of()).streams();

        assertThat(streams).singleElement().satisfies(stream -> {
            assertThat(stream.prefix()).startsWith("raw/");
            assertThat(stream.extension()).isEqualTo(".ndjson.gz");
            assertThat(stream.rules()).extracting(EventRule::name).containsExactly("RawEventsRule");
            assertThat(stream.rules())
                    .extracting(EventRule::deadLetters)
                    .containsExactly("arn:aws:northstar:::RawEventsUndelivered");
        });
        assertThat(Files.readString(FILE))
                .contains("Type: AppendDelimiterToRecord", "{ParameterName: Delimiter, ParameterValue: '\\n'}");
    }

    @Test
    void queues_ofTheTemplate_haveAnAlarmEach() throws IOException {
        String template = Files.readString(FILE);
        List<String> queues = Pattern.compile("\\n {2}(\\w+):\\n {4}Type: AWS::SQS::Queue\\n")
                .matcher(template.replace("    Condition: HasWebhook\n", ""))
                .results()
                .map(queue -> queue.group(1))
                .toList();

        assertThat(queues).hasSize(2 * functions().size() + 3);
        assertThat(queues).allMatch(queue -> template.contains("Value: !GetAtt " + queue + ".QueueName}"));
    }

    /** Placeholders in quotes would break on a text with a quotation mark in it, such as every refusal has. */
    @Test
    void attention_goesToTheWebhookInSlacksForm() throws IOException {
        String template = Files.readString(FILE);
        Matcher input = Pattern.compile("InputTemplate: >-\n((?: {14}.*\n)+)").matcher(template);

        assertThat(input.find()).isTrue();
        String folded = input.group(1).strip().replaceAll("\\s*\\n\\s*", " ");
        assertThat(folded).contains("\"text\": <text>", "\"value\": <kind>").doesNotContain("\"<", ">\"");
        String filled = folded.replaceAll("<\\w+>", Matcher.quoteReplacement("\"end == \\\"x\\\"\""));
        assertThat(new ObjectMapper().readTree(filled).path("text").asText()).isEqualTo("end == \"x\"");
        assertThat(template)
                .contains("source: [northstar]\n        detail-type: [Attention Needed]")
                .contains("DeadLetterConfig: {Arn: !GetAtt AttentionUndelivered.Arn}");
    }

    private static String kebabCase(String pascalCase) {
        return pascalCase.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
