package northstar.storage;

import static northstar.storage.Samples.DEFINITION;
import static northstar.storage.Samples.day;
import static northstar.storage.Samples.measurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Permutation;
import northstar.domain.moments.Permutation.Ends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of measurements promises. */
public abstract class MeasurementStoreContract extends StoreContract {
    private MeasurementStore store() {
        return stores().measurements();
    }

    @Test
    void put_firstMeasurement_isStoredWithAllVariants() {
        Measurement measurement = measurement("search", 1, "control", "ranked");

        assertThat(store().put(measurement, 1)).isEqualTo(Outcome.STORED);
        assertThat(read(1)).contains(measurement);
    }

    @Test
    void put_split_isReadAsWrittenAndPutBackTogether() {
        Measurement plain = measurement("search", 1, "control", "ranked");
        Measurement split = Samples.split(plain, "web", "i=o s");

        assertThat(store().put(split, 1)).isEqualTo(Outcome.STORED);
        assertThat(read(1)).contains(split);
        assertThat(store().put(Samples.split(plain, "web"), 2)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(Samples.split(plain, "web"));
        assertThat(store().put(plain, 3)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(plain);
    }

    @Test
    void put_withWhatUnitsSay_isReadAsWritten() {
        Measurement plain = measurement("search", 1, "control", "ranked");
        Permutation one =
                new Permutation("nights", "ranked", 0.04, 0.02, 0.98, 0.3, List.of(new Ends(0.05, 2.5, 1.75)));
        Permutation other = new Permutation("nights", "ranked", 0.5, 0.25, 0.75, null, List.of());

        assertThat(store().put(plain.withPermutations(List.of(one)), 1)).isEqualTo(Outcome.STORED);
        assertThat(read(1)).contains(plain.withPermutations(List.of(one)));
        assertThat(store().put(plain.withPermutations(List.of(other)), 2)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(plain.withPermutations(List.of(other)));
        assertThat(store().put(plain, 3)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(plain);
    }

    @Test
    void put_withQuantilesAndUnitsNotInTheMoments_isReadAsWritten() {
        Measurement plain = measurement("search", 1, "control", "ranked");
        Measurement early = Samples.seen(plain, 7);
        Measurement seen = Samples.seen(plain, 7, new Immature("control", "nights", 5, 0.25));

        assertThat(store().put(plain, 1)).isEqualTo(Outcome.STORED);
        assertThat(store().put(early, 2)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(early);
        assertThat(store().put(seen, 3)).isEqualTo(Outcome.RESTATED);
        assertThat(store().put(seen, 3)).isEqualTo(Outcome.UNCHANGED);
        assertThat(read(1)).contains(seen);
        assertThat(store().put(plain, 4)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(plain);
    }

    @Test
    void read_notMeasured_isEmpty() {
        store().put(measurement("search", 2, "control"), 1);

        assertThat(read(1)).isEmpty();
        assertThat(store().read("search", "other", day(2))).isEmpty();
        assertThat(store().read("sea", DEFINITION, day(2))).isEmpty();
    }

    @Test
    void put_sameAgain_isUnchanged() {
        store().put(measurement("search", 1, "control"), 1);

        assertThat(store().put(measurement("search", 1, "control"), 1)).isEqualTo(Outcome.UNCHANGED);
        assertThat(store().put(measurement("search", 1, "control"), 3)).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void put_fromNewerData_replacesTheWhole() {
        store().put(measurement("search", 1, "control", "ranked", "third"), 1);
        Measurement restated = measurement("search", DEFINITION, 1, 77, "control", "ranked");

        assertThat(store().put(restated, 2)).isEqualTo(Outcome.RESTATED);
        assertThat(read(1)).contains(restated);
    }

    @Test
    void put_fromOlderData_isSuperseded() {
        Measurement newer = measurement("search", DEFINITION, 1, 77, "control");
        store().put(newer, 2);

        assertThat(store().put(measurement("search", 1, "control"), 1)).isEqualTo(Outcome.SUPERSEDED);
        assertThat(read(1)).contains(newer);
    }

    /** Equal numbers from newer data still are newer: what was made from the older data must not come back. */
    @Test
    void put_equalFromNewerData_protectsAgainstOlder() {
        store().put(measurement("search", 1, "control"), 1);
        store().put(measurement("search", 1, "control"), 3);

        assertThat(store().put(measurement("search", DEFINITION, 1, 77, "control"), 2))
                .isEqualTo(Outcome.SUPERSEDED);
    }

    @Test
    void put_variantVanishesAndComesBack_isReadAsWritten() {
        store().put(measurement("search", 1, "control", "ranked"), 1);
        store().put(measurement("search", 1, "control"), 2);
        assertThat(read(1)).contains(measurement("search", 1, "control"));

        store().put(measurement("search", 1, "control", "ranked"), 3);
        assertThat(read(1)).contains(measurement("search", 1, "control", "ranked"));
    }

    @Test
    void put_noVariants_isReadAsWritten() {
        store().put(measurement("search", 1), 1);

        assertThat(read(1)).contains(measurement("search", 1));
    }

    /** A definition that is pinned anew measures everything again, beside what was measured before. */
    @Test
    void put_otherDefinition_isKeptApart() {
        Measurement pinnedAnew = measurement("search", "ffff", 1, 5, "control");
        store().put(measurement("search", 1, "control"), 1);
        store().put(pinnedAnew, 1);

        assertThat(read(1)).contains(measurement("search", 1, "control"));
        assertThat(store().read("search", "ffff", day(1))).contains(pinnedAnew);
    }

    @Test
    void put_negativeRevision_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().put(measurement("search", 1, "control"), -1))
                .withMessage("dataRevision == -1, must be >= 0");
    }

    @Test
    void from_severalLooks_areThoseFromTheTimeOnInTimeOrder() {
        List.of(10, 3, 9, 2).forEach(day -> store().put(measurement("search", day, "control", "ranked"), 1));

        assertThat(store().from("search", DEFINITION, day(3)))
                .containsExactly(
                        measurement("search", 3, "control", "ranked"),
                        measurement("search", 9, "control", "ranked"),
                        measurement("search", 10, "control", "ranked"));
    }

    @Test
    void times_severalLooks_areInTimeOrder() {
        List.of(10, 3, 9).forEach(day -> store().put(measurement("search", day, "control", "ranked"), 1));

        assertThat(store().times("search", DEFINITION)).containsExactly(day(3), day(9), day(10));
        assertThat(store().times("search", "other")).isEmpty();
    }

    /** Unit tables may name thousands of metrics, far more than one item of a database may hold. */
    @Test
    void put_thousandsOfMetrics_isReadAsWritten() {
        Measurement large = Samples.largeMeasurement("search", 1, 6_000, 7, "control", "ranked");

        assertThat(store().put(large, 1)).isEqualTo(Outcome.STORED);
        assertThat(read(1)).contains(large);
        assertThat(store().from("search", DEFINITION, day(0))).containsExactly(large);
        assertThat(store().put(large, 1)).isEqualTo(Outcome.UNCHANGED);
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void put_anyOrderAndRepetition_leavesTheNewest(long seed) {
        Samples.shuffledAndRepeated(List.of(1, 2, 3, 4), seed).forEach(revision -> {
            String[] variants = revision % 2 == 0 ? new String[] {"control", "ranked"} : new String[] {"control"};
            store().put(measurement("search", DEFINITION, 1, revision * 100, variants), revision);
        });

        assertThat(read(1)).contains(measurement("search", DEFINITION, 1, 400, "control", "ranked"));
    }

    @Test
    void put_racingWriters_leaveTheNewestWhole() throws Exception {
        Racers.run(
                4,
                number -> store().put(
                                measurement("search", DEFINITION, 1, 100 + number, "control", "v" + number), number));

        assertThat(read(1)).contains(measurement("search", DEFINITION, 1, 103, "control", "v3"));
    }

    private Optional<Measurement> read(int day) {
        return store().read("search", DEFINITION, day(day));
    }
}
