package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Condition;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static final Instant AT = Instant.parse("2026-10-01T00:00:00Z");
    private static final NorthStar STAR =
            new NorthStar("star", null, null, null, "a", null, List.of(), List.of(), List.of(), List.of());

    private static Metric metric(String key, String... where) {
        Map<String, List<Condition>> conditions = new LinkedHashMap<>();
        for (String name : where) {
            conditions.put(name, List.of(new Condition.Equal("yes")));
        }
        return new Metric.Proportion(
                key,
                new Source.Activities("e", null, Source.Aggregate.COUNT, conditions, Source.Occurrence.EVERY),
                Window.OPEN,
                Direction.UP);
    }

    @Test
    void sha256_publishedVectors_agree() {
        // FIPS 180-4 examples
        assertThat(ContentHash.sha256(""))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(ContentHash.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void of_metricsInAnotherOrder_isTheSame() {
        Map<String, Metric> one = new LinkedHashMap<>();
        one.put("a", metric("a", "x", "y", "z"));
        one.put("b", metric("b"));
        Map<String, Metric> other = new LinkedHashMap<>();
        other.put("b", metric("b"));
        other.put("a", metric("a", "z", "y", "x"));

        assertThat(ContentHash.of(STAR, one))
                .isEqualTo(ContentHash.of(STAR, other))
                .hasSize(64);
        assertThat(ContentHash.of(new DefinitionEvent.MetricsDefined(one, AT)))
                .isEqualTo(ContentHash.of(new DefinitionEvent.MetricsDefined(other, AT)));
    }

    @Test
    void of_otherContent_isAnother() {
        Map<String, Metric> metrics = Map.of("a", metric("a"));

        assertThat(ContentHash.of(STAR, metrics)).isNotEqualTo(ContentHash.of(STAR, Map.of("a", metric("a", "x"))));
        assertThat(ContentHash.of(new DefinitionEvent.FeatureRolledBack("f", AT)))
                .isNotEqualTo(ContentHash.of(new DefinitionEvent.FeatureRolledBack("f", AT.plusSeconds(1))))
                .isNotEqualTo(ContentHash.of(new DefinitionEvent.FeatureShipped("f", "v", AT, null)));
    }

    @Test
    void of_structures_isTheHashOfTheirJson() {
        Measurement measurement = new DrawnResults(7).measurement();
        Evaluation evaluation = new DrawnResults(7).evaluation();

        assertThat(ContentHash.of(measurement))
                .isEqualTo(ContentHash.sha256(Codec.measurement().write(measurement)));
        assertThat(ContentHash.of(evaluation))
                .isEqualTo(ContentHash.sha256(Codec.evaluation().write(evaluation)));
    }

    /** The hash stands in evaluations that were made before there were quantiles and previews. */
    @Test
    void of_measurementWithoutWhatCameLater_isThatOfItsEarlierForm() {
        SortedMap<String, Moments> variants = new TreeMap<>(Map.of("control", Moments.of(2, Map.of())));
        String earlier = "{\"experiment\":\"e\",\"at\":\"2026-10-01T00:00:00Z\",\"definition\":\"pin\",\"variants\":"
                + "{\"control\":{\"units\":2,\"metrics\":{},\"crosses\":[]}},\"multiplyExposedUnits\":1,\"engine\":\"duckdb\"}";
        Measurement measurement = new Measurement("e", AT, "pin", variants, 1, "duckdb");

        assertThat(ContentHash.of(measurement)).isEqualTo(ContentHash.sha256(earlier));
        assertThat(Codec.measurement().read(earlier)).isEqualTo(measurement);
    }
}
