package northstar.functions.rank;

import java.util.List;
import java.util.Optional;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.ranking.Ranking;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.FeaturesRanked;
import northstar.portfolio.FeatureRanking;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.RankingInput;
import northstar.storage.RankingStore;
import northstar.storage.Revisioned;

/** Ranks from one consistent reading; a ranking never takes the place of one made from newer results. */
final class Ranker {
    private static final int ATTEMPTS = 5;

    private final DefinitionStore definitions;
    private final RankingStore rankings;

    Ranker(DefinitionStore definitions, RankingStore rankings) {
        this.definitions = definitions;
        this.rankings = rankings;
    }

    /**
     * Returns the keys of the North Stars whose ranking a message may change.
     *
     * @throws MalformedInputException if the message cannot change a ranking
     */
    List<String> concerned(Message message) {
        return switch (message) {
            case Message.ExperimentEvaluated evaluated ->
                definitions
                        .experiment(evaluated.experiment())
                        .map(Revisioned::value)
                        .map(Ranker::northStar)
                        .orElse(List.of());
            case Message.DefinitionRegistered _, Message.Definition _ -> rankings.northStars();
            case Message other ->
                throw new MalformedInputException(
                        "$", other.type().title(), "must be an evaluation, a definition or a rollout");
        };
    }

    private static List<String> northStar(ExperimentState state) {
        return switch (state) {
            case ExperimentState.Ready(PinnedExperiment pinned) ->
                List.of(pinned.northStar().key());
            case ExperimentState.Pending _ -> List.of();
        };
    }

    /**
     * Ranks the features that serve a North Star.
     *
     * @return what is to be put on the bus; empty if there is nothing to rank
     * @throws ConflictingUpdateException if newer results kept coming meanwhile
     */
    Optional<Message> rank(String northStar) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RankingInput input = rankings.read(northStar);
            if (input.results().isEmpty()) {
                return Optional.empty();
            }
            Ranking ranking = FeatureRanking.of(input.results(), input.features(), northStar, input.revision());
            if (rankings.put(ranking)) {
                return Optional.of(new FeaturesRanked(northStar, ranking.revision(), ranking.asOf()));
            }
        }
        throw new ConflictingUpdateException("ranking of " + northStar, ATTEMPTS);
    }
}
