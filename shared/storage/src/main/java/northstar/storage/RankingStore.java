package northstar.storage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;

/** The current ranking of each North Star, and what it is made from. */
public interface RankingStore {
    /** Returns what a North Star's ranking is made from: results and revision of the same moment. */
    RankingInput read(String northStar);

    /**
     * Stores a ranking unless a newer one is there.
     *
     * @return whether it is stored now; if not, one of a higher revision is
     */
    boolean put(Ranking ranking);

    /** Returns the ranking stored last. */
    Optional<Ranking> current(String northStar);

    /** Returns the keys of the North Stars that have results, in alphabetical order. */
    List<String> northStars();

    /**
     * Stores a feature's state unless a newer one is there; of two of the same time, shipped counts before rolled back, and
     * the alphabetically last variant first. Raises the revision of every ranking if it is another state.
     *
     * @return whether it changed anything
     */
    boolean putFeature(FeatureState state);

    /** Orders the states of one feature: the last one is the one that counts. */
    Comparator<FeatureState> FEATURE_ORDER = Comparator.comparing(FeatureState::at)
            .thenComparing(FeatureState::variant, Comparator.nullsFirst(Comparator.naturalOrder()));
}
