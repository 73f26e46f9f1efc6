package northstar.embedded.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.Machine;

/** Which rules of template.yaml an event sets off. */
class RoutingTest {

    private static final String BUS = "northstar-test";
    private static final String BUCKET = "northstar-lake";
    private static final Path EVENTS = Repository.root().resolve("events");
    private static final String NORTHSTAR = "northstar";
    private static final String PRODUCER = "com.example.shop";

    /** Every detail type of the contract, with the rules that it has to set off. */
    private static final Map<String, Set<String>> RULES = new TreeMap<>(Map.ofEntries(
            Map.entry("North Star Defined", Set.of("RegisterDefinitionDefinitions")),
            Map.entry("Metrics Defined", Set.of("RegisterDefinitionDefinitions")),
            Map.entry("Experiment Launched", Set.of("RegisterDefinitionDefinitions")),
            Map.entry("Experiment Changed", Set.of("RegisterDefinitionDefinitions")),
            Map.entry("Experiment Stopped", Set.of("RegisterDefinitionDefinitions")),
            Map.entry("Decision Recorded", Set.of("RegisterDefinitionDefinitions")),
            Map.entry("Feature Shipped", Set.of("RegisterDefinitionDefinitions", "RankFeaturesRollouts")),
            Map.entry("Feature Rolled Back", Set.of("RegisterDefinitionDefinitions", "RankFeaturesRollouts")),
            Map.entry("Evaluation Due", Set.of("MeasureExperimentDue")),
            Map.entry("Aggregates Reported", Set.of("MeasureExperimentDue")),
            Map.entry("Exposure", Set.of("RawEventsRule")),
            Map.entry("Activity", Set.of("RawEventsRule")),
            Map.entry("Object Created", Set.of("MeasureExperimentUnitsFile", "LandEventsObject")),
            Map.entry("Experiment Measured", Set.of("EvaluateExperimentMeasured")),
            Map.entry("Experiment Evaluated", Set.of("RankFeaturesResults")),
            Map.entry("Definition Registered", Set.of("RankFeaturesResults")),
            Map.entry("Definition Rejected", Set.of()),
            Map.entry("Attention Needed", Set.of()),
            Map.entry("Events Landed", Set.of("MeasureExperimentLanded")),
            Map.entry("Features Ranked", Set.of())));

    /** What Northstar alone says; everything else comes from producers, from people or from a schedule. */
    private static final Set<String> OURS = Set.of(
            "Experiment Measured",
            "Experiment Evaluated",
            "Definition Registered",
            "Definition Rejected",
            "Attention Needed",
            "Events Landed",
            "Features Ranked");

    static Stream<String> detailTypes() {
        return RULES.keySet().stream().filter(type -> !type.equals("Object Created"));
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.exists(EVENTS) ? Files.walk(EVENTS, 3) : Stream.of()) {
            return files.filter(file -> file.getParent().endsWith("valid"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("detailTypes")
    void match_eventFromNorthstar_isExactlyItsRules(String detailType) throws Exception {
        assertThat(matches(BUS, envelope(NORTHSTAR, detailType, Map.of()))).isEqualTo(RULES.get(detailType));
    }

    @ParameterizedTest
    @MethodSource("detailTypes")
    void match_eventFromAProducer_isExactlyItsRulesUnlessItIsOurs(String detailType) throws Exception {
        Set<String> expected = OURS.contains(detailType) ? Set.of() : RULES.get(detailType);

        assertThat(matches(BUS, envelope(PRODUCER, detailType, Map.of()))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("detailTypes")
    void match_eventOnTheDefaultBus_isNothing(String detailType) throws Exception {
        assertThat(matches(EventRule.DEFAULT_BUS, envelope(NORTHSTAR, detailType, Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "northstar-lake, units/charity-match/letters.csv, MeasureExperimentUnitsFile",
        "northstar-lake, raw/2026/letters.ndjson, LandEventsObject",
        "northstar-lake, imports/amplitude/export.zip, LandEventsObject",
        "northstar-lake, raw-errors/processing-failed/2026/10/01/12/1,",
        "northstar-lake, landed/activities/dt=2026-10-01/a.parquet,",
        "another-bucket, raw/2026/letters.ndjson,",
        "northstar-lake, old-units/letters.csv,",
        "another-bucket, units/charity-match/letters.csv,"
    })
    void match_newFile_isTheRuleOfItsFolderInTheLakeAlone(String bucket, String key, String rule) throws Exception {
        Map<String, Object> detail = Map.of("bucket", Map.of("name", bucket), "object", Map.of("key", key));

        assertThat(matches(EventRule.DEFAULT_BUS, envelope("aws.s3", "Object Created", detail)))
                .isEqualTo(rule == null ? Set.of() : Set.of(rule));
    }

    @Test
    void rules_ofTheTemplate_areAllSetOffBySomething() throws IOException {
        Set<String> expected = new TreeSet<>();
        RULES.values().forEach(expected::addAll);

        assertThat(rules()).extracting(EventRule::name).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A folder is named after the detail type of its samples. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("samples")
    void match_validSample_isExactlyTheRulesOfItsFolder(Path sample) throws Exception {
        String folder = sample.getParent().getParent().getFileName().toString();
        String detailType = RULES.keySet().stream()
                .filter(type -> kebabCase(type).equals(folder))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + ", must be a detail type of this test"));
        String bus = detailType.equals("Object Created") ? EventRule.DEFAULT_BUS : BUS;

        assertThat(matches(bus, envelope(sample, detailType))).isEqualTo(RULES.get(detailType));
    }

    private static String kebabCase(String detailType) {
        return detailType.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** A sample is a whole event, or its detail alone. */
    private static String envelope(Path sample, String detailType) throws IOException {
        String json = Files.readString(sample);
        Object value = Jsonb.builder().build().type(Object.class).fromJson(json);
        if (value instanceof Map<?, ?> map && map.containsKey("detail-type")) {
            return json;
        }
        return envelope(OURS.contains(detailType) ? NORTHSTAR : PRODUCER, detailType, value);
    }

    private static String envelope(String source, String detailType, Object detail) {
        return Jsonb.builder().build().toJson(Map.of("source", source, "detail-type", detailType, "detail", detail));
    }

    private static Set<String> matches(String bus, String event) throws Exception {
        Machine machine = Machine.builder().build();
        for (EventRule rule : rules()) {
            if (rule.bus().equals(bus)) {
                machine.addRule(rule.name(), rule.pattern());
            }
        }
        return Set.copyOf(machine.rulesForJSONEvent(event));
    }

    private static List<EventRule> rules() throws IOException {
        return Stream.concat(
                        template().functions().stream().map(LambdaFunction::rules),
                        template().streams().stream().map(DeliveryStream::rules))
                .flatMap(List::stream)
                .toList();
    }

    private static SamTemplate template() throws IOException {
        return SamTemplate.read(Repository.root().resolve("template.yaml"), Map.of("Bus", BUS, "LakeBucket", BUCKET));
    }
}
