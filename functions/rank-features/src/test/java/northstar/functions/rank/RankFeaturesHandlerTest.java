package northstar.functions.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import northstar.events.Codec;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.FeaturesRanked;
import northstar.runtime.Environment;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.ExperimentState;
import northstar.storage.InMemoryStores;
import northstar.storage.RankingInput;
import northstar.storage.RankingStore;
import northstar.storage.Subject;
import northstar.surroundings.Surroundings;
import org.junit.jupiter.api.Test;

class RankFeaturesHandlerTest {
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-10-15T00:00:00Z");

    private final Surroundings surroundings = Surroundings.at(Instant.parse("2026-09-20T00:00:00Z"));
    private final InMemoryStores stores = new InMemoryStores();
    private final RankFeaturesHandler handler = new RankFeaturesHandler(
            surroundings,
            Wiring.of(
                    stores,
                    surroundings,
                    Environment.from(Map.of("NORTHSTAR_TABLE", "table", "NORTHSTAR_BUS", "northstar"))));

    /** Defines an experiment and stores what it tells the ranking of its North Star. */
    private void evaluated(String experiment, String northStar, double effect) {
        Experiment definition = Codec.experiment().read("""
                {"key": "%s", "feature": "%s", "start": "2026-10-01T00:00:00Z", "end": "2026-10-15T00:00:00Z",
                 "variants": [{"key": "control", "weight": 0.5, "control": true}, {"key": "b", "weight": 0.5}],
                 "analysis": {"covariates": "none"}, "data": {"aggregates": {}}}""".formatted(experiment, feature(experiment)));
        NorthStar star = Codec.northStar().read("{\"key\": \"%s\", \"metric\": \"m\"}".formatted(northStar));
        TreeMap<String, Metric> metrics = new TreeMap<>(Codec.metrics().read("{\"m\": {\"type\": \"mean\"}}"));
        PinnedExperiment pinned =
                new PinnedExperiment(new CurrentExperiment(definition, 1, START, null), star, metrics, "hash");
        stores.definitions().replaceExperiment(experiment, 0, new ExperimentState.Ready(pinned));
        write(experiment, northStar, effect);
    }

    private void write(String experiment, String northStar, double effect) {
        VariantResult result = new VariantResult(
                northStar,
                experiment,
                feature(experiment),
                "b",
                AS_OF,
                START,
                Status.COMPLETE,
                effect > 0 ? Verdict.SHIP : Verdict.INCONCLUSIVE,
                new VariantResult.Measured(effect, 0.01, 1 + effect, 0.005),
                null,
                new VariantResult.Scale(2, 10_000, VariantResult.Basis.MEASURED),
                null,
                null,
                List.of());
        stores.evaluations().write(stores.evaluations().looks(experiment), List.of(), List.of(result));
    }

    private static String feature(String experiment) {
        return "feature-" + experiment;
    }

    private List<Message> send(String type, String detail) {
        return surroundings.deliver(handler, "e-1", type, AS_OF, detail);
    }

    private List<Message> evaluation(String experiment) {
        return send(
                "Experiment Evaluated",
                "{\"experiment\": \"%s\", \"at\": \"%s\", \"final\": true, \"evaluationHash\": \"hash\"}"
                        .formatted(experiment, AS_OF));
    }

    private Ranking ranking(String northStar) {
        return stores.rankings().current(northStar).orElseThrow();
    }

    @Test
    void evaluation_ranksTheFeaturesOfItsNorthStar() {
        evaluated("small", "nights", 0.01);
        evaluated("large", "nights", 0.05);
        evaluated("other", "revenue", 0.05);

        List<Message> answers = evaluation("small");

        assertThat(answers)
                .containsExactly(new FeaturesRanked("nights", ranking("nights").revision(), AS_OF));
        assertThat(ranking("nights").features())
                .extracting(RankedFeature::feature)
                .containsExactly("feature-large", "feature-small");
        assertThat(ranking("nights").revision())
                .isEqualTo(stores.rankings().read("nights").revision());
        assertThat(stores.rankings().current("revenue")).isEmpty();
    }

    @Test
    void evaluation_deliveredTwice_ranksTheSameAndSaysTheSame() {
        evaluated("small", "nights", 0.01);
        List<Message> first = evaluation("small");
        Ranking ranking = ranking("nights");

        assertThat(evaluation("small")).isEqualTo(first);
        assertThat(ranking("nights")).isEqualTo(ranking);
    }

    @Test
    void evaluation_ofAnUnknownExperiment_ranksNothing() {
        assertThat(evaluation("unknown")).isEmpty();
    }

    @Test
    void evaluation_ofAnExperimentThatWaits_ranksNothing() {
        stores.definitions()
                .replaceExperiment(
                        "small", 0, new ExperimentState.Pending(new TreeSet<>(List.of(Subject.metric("m")))));

        assertThat(evaluation("small")).isEmpty();
    }

    @Test
    void definition_beforeAnyResult_ranksNothing() {
        assertThat(registered()).isEmpty();
        assertThat(new Ranker(stores.definitions(), stores.rankings()).rank("nights"))
                .isEmpty();
    }

    private List<Message> registered() {
        return send(
                "Definition Registered",
                "{\"definition\": \"Experiment Changed\", \"keys\": [\"small\"], \"at\": \"%s\", \"hash\": \"hash\", \"pending\": []}"
                        .formatted(AS_OF));
    }

    @Test
    void definition_ranksForEveryNorthStar() {
        evaluated("small", "nights", 0.01);
        evaluated("other", "revenue", 0.05);

        assertThat(registered())
                .extracting(message -> ((FeaturesRanked) message).northStar())
                .containsExactly("nights", "revenue");
    }

    @Test
    void shippedFeature_isRankedAnewAsShipped() {
        evaluated("small", "nights", 0.01);
        evaluated("large", "nights", 0.05);
        evaluation("small");
        long before = ranking("nights").revision();
        stores.rankings().putFeature(new FeatureState("feature-small", "b", AS_OF));

        List<Message> answers = send(
                "Feature Shipped",
                "{\"feature\": \"feature-small\", \"variant\": \"b\", \"at\": \"%s\"}".formatted(AS_OF));

        assertThat(answers).hasSize(1);
        assertThat(ranking("nights").revision()).isGreaterThan(before);
        assertThat(ranking("nights").programme().shipped()).containsExactly("feature-small");
    }

    @Test
    void otherMessage_isRefused() {
        assertThatThrownBy(
                        () -> send("Evaluation Due", "{\"experiment\": \"small\", \"at\": \"2026-10-15T00:00:00Z\"}"))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$ == Evaluation Due, must be an evaluation, a definition or a rollout");
    }

    @Test
    void newerResultMeanwhile_isInTheRankingThatIsAnnounced() {
        evaluated("small", "nights", 0.01);
        RankingStore overtaken = new Overtaken(stores.rankings(), 1, () -> {
            write("small", "nights", 0.02);
            evaluation("small");
        });

        Optional<Message> ranked = new Ranker(stores.definitions(), overtaken).rank("nights");

        assertThat(ranked).contains(new FeaturesRanked("nights", 2, AS_OF));
        assertThat(ranking("nights").revision()).isEqualTo(2);
    }

    @Test
    void newerResultsAgainAndAgain_failSoThatItIsTriedLater() {
        evaluated("small", "nights", 0.01);
        RankingStore overtaken = new Overtaken(stores.rankings(), Integer.MAX_VALUE, () -> {
            write("small", "nights", 0.01 + stores.rankings().read("nights").revision());
            evaluation("small");
        });

        assertThatThrownBy(() -> new Ranker(stores.definitions(), overtaken).rank("nights"))
                .isInstanceOf(ConflictingUpdateException.class)
                .hasMessageContaining("ranking of nights");
    }

    /** A store in which another writer stores a newer ranking just before ours, the first few times. */
    private static final class Overtaken implements RankingStore {
        private final RankingStore store;
        private final Runnable other;
        private int times;

        Overtaken(RankingStore store, int times, Runnable other) {
            this.store = store;
            this.times = times;
            this.other = other;
        }

        @Override
        public RankingInput read(String northStar) {
            return store.read(northStar);
        }

        @Override
        public boolean put(Ranking ranking) {
            if (times > 0) {
                times--;
                other.run();
            }
            return store.put(ranking);
        }

        @Override
        public Optional<Ranking> current(String northStar) {
            return store.current(northStar);
        }

        @Override
        public List<String> northStars() {
            return store.northStars();
        }

        @Override
        public boolean putFeature(FeatureState state) {
            return store.putFeature(state);
        }
    }

    @Test
    void ranked_isLoggedByNorthStar() {
        evaluated("small", "nights", 0.01);

        evaluation("small");

        assertThat(surroundings.lines())
                .anySatisfy(line -> assertThat(line).contains("\"message\":\"ranked\"", "\"northStar\":\"nights\""));
    }
}
