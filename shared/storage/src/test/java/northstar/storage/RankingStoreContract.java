package northstar.storage;

import static northstar.storage.Samples.NORTH_STAR;
import static northstar.storage.Samples.look;
import static northstar.storage.Samples.ranking;
import static northstar.storage.Samples.result;
import static northstar.storage.Samples.rolledBack;
import static northstar.storage.Samples.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import northstar.domain.ranking.FeatureState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of rankings promises. */
public abstract class RankingStoreContract extends StoreContract {
    private RankingStore store() {
        return stores().rankings();
    }

    @Test
    void read_nothingStored_isEmptyAtRevisionZero() {
        assertThat(store().read(NORTH_STAR)).isEqualTo(new RankingInput(0, List.of(), List.of()));
        assertThat(store().current(NORTH_STAR)).isEmpty();
        assertThat(store().northStars()).isEmpty();
    }

    @Test
    void read_resultsOfSeveralExperiments_areInOrderOfExperimentAndVariant() {
        tell(NORTH_STAR, "search", 0.1);
        tell(NORTH_STAR, "checkout", 0.2);

        assertThat(store().read(NORTH_STAR).results())
                .containsExactly(result("checkout", "ranked", 0.2), result("search", "ranked", 0.1));
    }

    @Test
    void northStars_severalWithResults_areInAlphabeticalOrder() {
        tell("revenue", "search", 0.1);
        tell("nights", "checkout", 0.2);

        assertThat(store().northStars()).containsExactly("nights", "revenue");
        assertThat(store().read("nights").results()).containsExactly(result("nights", "checkout", "ranked", 0.2));
    }

    @Test
    void putFeature_newState_isReadAndRaisesEveryRevision() {
        tell(NORTH_STAR, "search", 0.1);
        long before = store().read(NORTH_STAR).revision();

        assertThat(store().putFeature(shipped("ranking", "ranked", 1))).isTrue();

        assertThat(store().read(NORTH_STAR).features()).containsExactly(shipped("ranking", "ranked", 1));
        assertThat(store().read(NORTH_STAR).revision()).isEqualTo(before + 1);
        assertThat(store().read("revenue").revision()).isEqualTo(1);
    }

    @Test
    void putFeature_sameOrOlder_changesNothing() {
        store().putFeature(rolledBack("ranking", 2));

        assertThat(store().putFeature(rolledBack("ranking", 2))).isFalse();
        assertThat(store().putFeature(shipped("ranking", "ranked", 1))).isFalse();
        assertThat(store().read(NORTH_STAR))
                .isEqualTo(new RankingInput(1, List.of(), List.of(rolledBack("ranking", 2))));
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void putFeature_anyOrderAndRepetition_leavesTheSame(long seed) {
        List<FeatureState> states = List.of(
                shipped("ranking", "ranked", 1),
                rolledBack("ranking", 2),
                shipped("ranking", "a", 3),
                shipped("ranking", "b", 3),
                rolledBack("ranking", 3),
                shipped("checkout", "one-page", 1));

        Samples.shuffledAndRepeated(states, seed).forEach(store()::putFeature);

        assertThat(store().read(NORTH_STAR).features())
                .containsExactly(shipped("checkout", "one-page", 1), shipped("ranking", "b", 3));
    }

    @Test
    void putFeature_racingWriters_loseNone() throws Exception {
        Racers.run(4, number -> {
            store().putFeature(shipped("ranking", "ranked", number));
            store().putFeature(shipped("feature-" + number, "ranked", 1));
        });

        assertThat(store().read(NORTH_STAR).features()).hasSize(5).contains(shipped("ranking", "ranked", 3));
    }

    @Test
    void put_firstRanking_isCurrent() {
        assertThat(store().put(ranking(7, 0.1))).isTrue();

        assertThat(store().current(NORTH_STAR)).contains(ranking(7, 0.1));
        assertThat(store().current("revenue")).isEmpty();
    }

    @Test
    void put_newer_replaces() {
        store().put(ranking(7, 0.1));

        assertThat(store().put(ranking(9, 0.2))).isTrue();
        assertThat(store().current(NORTH_STAR)).contains(ranking(9, 0.2));
    }

    @Test
    void put_older_isRefused() {
        store().put(ranking(9, 0.2));

        assertThat(store().put(ranking(7, 0.1))).isFalse();
        assertThat(store().current(NORTH_STAR)).contains(ranking(9, 0.2));
    }

    @Test
    void put_sameAgain_isStored() {
        store().put(ranking(9, 0.2));

        assertThat(store().put(ranking(9, 0.2))).isTrue();
        assertThat(store().current(NORTH_STAR)).contains(ranking(9, 0.2));
    }

    @Test
    void put_racingWriters_leaveTheNewest() throws Exception {
        Racers.run(4, number -> store().put(ranking(number + 1, number / 10.0)));

        assertThat(store().current(NORTH_STAR)).contains(ranking(4, 0.3));
    }

    private void tell(String northStar, String experiment, double effect) {
        stores().evaluations()
                .write(
                        stores().evaluations().looks(experiment),
                        List.of(look(experiment, 1, "a")),
                        List.of(result(northStar, experiment, "ranked", effect)));
    }
}
