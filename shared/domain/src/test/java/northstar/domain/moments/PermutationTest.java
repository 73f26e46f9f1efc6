package northstar.domain.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import northstar.domain.moments.Permutation.Ends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PermutationTest {
    private static final Ends ENDS = new Ends(0.05, 1.9, 2.3);

    private static Permutation permutation(double pValue, @Nullable Double nonInferiority) {
        return new Permutation("revenue", "ranked", pValue, 0.03, 0.97, nonInferiority, List.of(ENDS));
    }

    @Test
    void ends_ofAnError_areOfTheLargestThatIsNotAboveIt() {
        assertThat(permutation(0.06, null).ends(0.05)).contains(ENDS);
        assertThat(permutation(0.06, null).ends(0.06)).contains(ENDS);
        assertThat(permutation(0.06, null).ends(0.01)).isEmpty();
    }

    @Test
    void permutation_ofAMeasurement_isFoundByMetricAndVariant() {
        Measurement measurement = new Measurement("trial", Instant.EPOCH, "pin", new TreeMap<>(), 0, "duckdb")
                .withPermutations(List.of(permutation(0.06, 0.2)));

        assertThat(measurement.permutation("revenue", "ranked")).contains(permutation(0.06, 0.2));
        assertThat(measurement.permutation("revenue", "other")).isEmpty();
        assertThat(measurement.permutation("orders", "ranked")).isEmpty();
        assertThat(measurement.withVariants(new TreeMap<>()).permutations()).hasSize(1);
    }

    @Test
    void constructor_numbersOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> permutation(1.2, null))
                .withMessage("pValue == 1.2, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> permutation(0.1, Double.NaN))
                .withMessage("nonInferiorityPValue == NaN, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ends(0.05, -1, 2))
                .withMessage("below == -1.0, must be finite and at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ends(0.05, 1, Double.POSITIVE_INFINITY))
                .withMessage("above == Infinity, must be finite and at least 0");
    }
}
