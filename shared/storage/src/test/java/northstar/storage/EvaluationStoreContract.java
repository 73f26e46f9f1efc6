package northstar.storage;

import static northstar.storage.Samples.NORTH_STAR;
import static northstar.storage.Samples.day;
import static northstar.storage.Samples.look;
import static northstar.storage.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.IntStream;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.ranking.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of evaluations promises. */
public abstract class EvaluationStoreContract extends StoreContract {
    private EvaluationStore store() {
        return stores().evaluations();
    }

    @Test
    void looks_nothingStored_areNone() {
        Looks looks = store().looks("search");

        assertThat(looks.experiment()).isEqualTo("search");
        assertThat(looks.revision()).isZero();
        assertThat(looks.times()).isEmpty();
        assertThat(store().latestBefore(looks, day(9))).isEmpty();
        assertThat(store().from(looks, day(0))).isEmpty();
    }

    @Test
    void write_firstLook_isReadAsWritten() {
        assertThat(write(look("search", 1, "a"))).isTrue();

        Looks looks = store().looks("search");
        assertThat(looks.revision()).isEqualTo(1);
        assertThat(looks.times()).containsExactly(day(1));
        assertThat(store().from(looks, day(1))).containsExactly(look("search", 1, "a"));
    }

    @Test
    void latestBefore_severalLooks_isTheLastOneBeforeTheTime() {
        write(look("search", 1, "a"), look("search", 3, "c"), look("search", 10, "d"));
        Looks looks = store().looks("search");

        assertThat(store().latestBefore(looks, day(1))).isEmpty();
        assertThat(store().latestBefore(looks, day(3))).contains(look("search", 1, "a"));
        assertThat(store().latestBefore(looks, day(4))).contains(look("search", 3, "c"));
        assertThat(store().latestBefore(looks, day(11))).contains(look("search", 10, "d"));
    }

    @Test
    void from_severalLooks_areThoseFromTheTimeOnInTimeOrder() {
        write(look("search", 10, "d"), look("search", 1, "a"), look("search", 3, "c"));

        assertThat(store().from(store().looks("search"), day(3)))
                .containsExactly(look("search", 3, "c"), look("search", 10, "d"));
    }

    @Test
    void write_otherExperiment_isKeptApart() {
        write(look("search", 1, "a"));
        write(look("search-2", 2, "b"));

        assertThat(store().looks("search").times()).containsExactly(day(1));
        assertThat(store().looks("sear").times()).isEmpty();
    }

    /** A late look corrects those after it. */
    @Test
    void write_lateLook_replacesWhatChangesAndKeepsTheRest() {
        write(look("search", 1, "a"), look("search", 3, "c"), look("search", 4, "d"));

        write(look("search", 2, "b"), look("search", 3, "corrected"));

        assertThat(store().from(store().looks("search"), day(0)))
                .containsExactly(
                        look("search", 1, "a"),
                        look("search", 2, "b"),
                        look("search", 3, "corrected"),
                        look("search", 4, "d"));
    }

    @Test
    void write_equalContent_raisesNothing() {
        write(List.of(look("search", 1, "a")), List.of(result("search", "ranked", 0.1)));
        long rankingRevision = revision();

        assertThat(write(List.of(look("search", 1, "a")), List.of(result("search", "ranked", 0.1))))
                .isTrue();

        assertThat(store().looks("search").revision()).isEqualTo(1);
        assertThat(revision()).isEqualTo(rankingRevision);
    }

    @Test
    void write_looksHaveChangedSinceTheyWereRead_isRefused() {
        Looks read = store().looks("search");
        write(List.of(look("search", 1, "a")), List.of(result("search", "ranked", 0.1)));

        assertThat(store().write(read, List.of(look("search", 1, "old")), List.of(result("search", "ranked", 0.9))))
                .isFalse();

        assertThat(store().from(store().looks("search"), day(0))).containsExactly(look("search", 1, "a"));
        assertThat(results()).containsExactly(result("search", "ranked", 0.1));
    }

    @Test
    void write_lookThatVanished_isGone() {
        write(List.of(look("search", 1, "a"), look("search", 3, "c")), List.of(result("search", "ranked", 0.1)));
        long before = store().looks("search").revision();

        assertThat(store().write(store().looks("search"), List.of(look("search", 2, "b")), Set.of(day(3)), List.of()))
                .isTrue();

        Looks looks = store().looks("search");
        assertThat(looks.times()).containsExactly(day(1), day(2));
        assertThat(looks.revision()).isGreaterThan(before);
        assertThat(store().from(looks, day(0))).containsExactly(look("search", 1, "a"), look("search", 2, "b"));
        assertThat(store().latestBefore(looks, day(9))).contains(look("search", 2, "b"));
    }

    @Test
    void write_lookThatVanished_mayComeBack() {
        write(List.of(look("search", 1, "a"), look("search", 3, "c")), List.of(result("search", "ranked", 0.1)));
        store().write(store().looks("search"), List.of(), Set.of(day(3)), List.of());

        write(List.of(look("search", 3, "c")), List.of(result("search", "ranked", 0.1)));

        assertThat(store().from(store().looks("search"), day(2))).containsExactly(look("search", 3, "c"));
    }

    @Test
    void write_lookThatNeverWas_vanishesWithoutATrace() {
        write(List.of(look("search", 1, "a")), List.of(result("search", "ranked", 0.1)));

        store().write(store().looks("search"), List.of(), Set.of(day(3)), List.of());

        assertThat(store().looks("search").revision()).isEqualTo(1);
    }

    @Test
    void write_lookThatChangesAndVanishes_isRefused() {
        Looks looks = store().looks("search");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().write(looks, List.of(look("search", 1, "a")), Set.of(day(1)), List.of()))
                .withMessageContaining("must be a look that is not changed");
    }

    @Test
    void write_results_areWhatTheRankingReads() {
        write(List.of(look("search", 1, "a")), List.of(result("search", "v2", 0.2), result("search", "v1", 0.1)));

        assertThat(results()).containsExactly(result("search", "v1", 0.1), result("search", "v2", 0.2));
        assertThat(revision()).isPositive();
    }

    @Test
    void write_noResults_leavesThemAsTheyAre() {
        write(List.of(look("search", 3, "c")), List.of(result("search", "ranked", 0.1)));
        long rankingRevision = revision();

        write(look("search", 2, "b"));

        assertThat(results()).containsExactly(result("search", "ranked", 0.1));
        assertThat(revision()).isEqualTo(rankingRevision);
    }

    @Test
    void write_otherResults_takeThePlaceOfTheEarlier() {
        write(List.of(look("search", 1, "a")), List.of(result("search", "v1", 0.1), result("search", "v2", 0.2)));
        long rankingRevision = revision();

        write(List.of(look("search", 2, "b")), List.of(result("search", "v1", 0.5), result("search", "v3", 0.3)));

        assertThat(results()).containsExactly(result("search", "v1", 0.5), result("search", "v3", 0.3));
        assertThat(revision()).isGreaterThan(rankingRevision);
    }

    /** A launch that arrives late may say that the experiment serves another North Star. */
    @Test
    void write_resultsForAnotherNorthStar_leaveTheFirst() {
        write(List.of(look("search", 1, "a")), List.of(result("search", "ranked", 0.1)));
        long rankingRevision = revision();

        write(List.of(look("search", 1, "b")), List.of(result("revenue", "search", "ranked", 0.1)));

        assertThat(results()).isEmpty();
        assertThat(revision()).isGreaterThan(rankingRevision);
        assertThat(stores().rankings().read("revenue").results())
                .containsExactly(result("revenue", "search", "ranked", 0.1));
        assertThat(stores().rankings().northStars()).containsExactly("revenue");
    }

    @Test
    void write_resultsReturnToTheFirstNorthStar_areReadAgain() {
        write(List.of(look("search", 1, "a")), List.of(result("search", "ranked", 0.1)));
        write(List.of(look("search", 1, "b")), List.of(result("revenue", "search", "ranked", 0.1)));
        write(List.of(look("search", 1, "c")), List.of(result("search", "ranked", 0.1)));

        assertThat(results()).containsExactly(result("search", "ranked", 0.1));
        assertThat(stores().rankings().read("revenue").results()).isEmpty();
    }

    /** A look of the first day that comes last corrects every look after it. */
    @Test
    void write_moreLooksThanOneTransactionHolds_storesAll() {
        List<EvaluatedLook> looks = IntStream.range(0, 250)
                .mapToObj(day -> look("search", day, "look " + day))
                .toList();

        assertThat(write(looks, List.of(result("search", "ranked", 0.1)))).isTrue();

        assertThat(store().from(store().looks("search"), day(0))).isEqualTo(looks);
        assertThat(results()).containsExactly(result("search", "ranked", 0.1));
    }

    @Test
    void write_moreResultsThanOneTransactionHolds_storesAll() {
        List<VariantResult> first = IntStream.range(0, 60)
                .mapToObj(i -> result("search", "first-" + i, 0.1))
                .toList();
        List<VariantResult> second = IntStream.range(0, 60)
                .mapToObj(i -> result("revenue", "search", "second-" + i, 0.1))
                .toList();
        write(List.of(look("search", 1, "a")), first);

        assertThat(write(List.of(look("search", 2, "b")), second)).isTrue();

        assertThat(results()).isEmpty();
        assertThat(stores().rankings().read("revenue").results()).hasSize(60);
    }

    @Test
    void write_looksOfAnotherExperiment_areRefused() {
        Looks looks = store().looks("search");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().write(looks, List.of(look("other", 1, "a")), List.of()))
                .withMessage("experiment == \"other\", must be search");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().write(looks, List.of(), List.of(result("other", "ranked", 0.1))))
                .withMessage("experiment == \"other\", must be search");
    }

    @Test
    void write_sameTimeOrVariantTwice_isRefused() {
        Looks looks = store().looks("search");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> store().write(looks, List.of(look("search", 1, "a"), look("search", 1, "b")), List.of()))
                .withMessageContaining("changed[1]")
                .withMessageContaining("must be named only once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().write(
                                looks,
                                List.of(),
                                List.of(result("search", "ranked", 0.1), result("search", "ranked", 0.2))))
                .withMessageContaining("latest[1]");
    }

    @Test
    void write_looksOfAnotherStore_areRefused() {
        Looks foreign = new Looks() {
            @Override
            public String experiment() {
                return "search";
            }

            @Override
            public long revision() {
                return 0;
            }

            @Override
            public NavigableSet<Instant> times() {
                return Collections.emptyNavigableSet();
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().write(foreign, List.of(), List.of()))
                .withMessageContaining("must be read from the same store");
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void write_anyOrderAndRepetition_leavesTheSame(long seed) {
        Samples.shuffledAndRepeated(List.of(1, 2, 3, 4, 5), seed).forEach(day -> evaluated("search", day));

        assertThat(store().from(store().looks("search"), day(0)))
                .containsExactly(
                        look("search", 1, "look 1"),
                        look("search", 2, "look 2"),
                        look("search", 3, "look 3"),
                        look("search", 4, "look 4"),
                        look("search", 5, "look 5"));
        assertThat(results()).containsExactly(result("search", "ranked", 0.05));
    }

    @Test
    void write_racingWritersOfOneExperiment_loseNothing() throws Exception {
        Racers.run(4, number -> {
            for (int i = 0; i < 3; i++) {
                evaluated("search", 1 + number + 4 * i);
            }
        });

        List<EvaluatedLook> looks = store().from(store().looks("search"), day(0));
        assertThat(looks).hasSize(12);
        for (int i = 0; i < 12; i++) {
            assertThat(looks.get(i)).isEqualTo(look("search", i + 1, "look " + (i + 1)));
        }
        assertThat(results()).containsExactly(result("search", "ranked", 0.12));
    }

    @Test
    void write_racingExperimentsOfOneNorthStar_loseNoResult() throws Exception {
        Racers.run(4, number -> {
            for (int i = 0; i < 4; i++) {
                evaluated("experiment-" + number + i, 1);
            }
        });

        RankingInput input = stores().rankings().read(NORTH_STAR);
        assertThat(input.results()).hasSize(16);
        assertThat(input.revision()).isEqualTo(16);
    }

    private void evaluated(String experiment, int day) {
        LookWriter.evaluate(store(), experiment, day);
    }

    private boolean write(EvaluatedLook... looks) {
        return write(List.of(looks), List.of());
    }

    private boolean write(List<EvaluatedLook> looks, List<VariantResult> results) {
        return store().write(store().looks(looks.getFirst().evaluation().experiment()), looks, results);
    }

    private List<VariantResult> results() {
        return stores().rankings().read(NORTH_STAR).results();
    }

    private long revision() {
        return stores().rankings().read(NORTH_STAR).revision();
    }
}
