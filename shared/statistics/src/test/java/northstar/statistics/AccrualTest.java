package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import northstar.statistics.Accrual.Count;
import org.junit.jupiter.api.Test;

class AccrualTest {
    @Test
    void fitted_unitsThatComeAgain_goesOnAlongTheirLaw() {
        List<Count> counts = IntStream.rangeClosed(1, 28)
                .mapToObj(day -> new Count(day, 500 * Math.pow(day, 0.7)))
                .toList();

        Accrual accrual = Accrual.fitted(counts);

        assertThat(accrual.exponent()).isCloseTo(0.7, within(1e-12));
        assertThat(accrual.units(56)).isCloseTo(500 * Math.pow(56, 0.7), within(1e-8));
        assertThat(accrual.days(500 * Math.pow(56, 0.7))).isCloseTo(56, within(1e-9));
    }

    @Test
    void fitted_growth_isNotCarriedOn() {
        Accrual accrual = Accrual.fitted(List.of(new Count(1, 10), new Count(2, 40), new Count(3, 90)));

        assertThat(accrual).isEqualTo(Accrual.constant(30));
    }

    @Test
    void fitted_oneCount_goesOnAtItsRate() {
        assertThat(Accrual.fitted(List.of(new Count(7, 700)))).isEqualTo(Accrual.constant(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accrual.fitted(List.of()))
                .withMessage("counts.size == 0, must be >= 1");
    }

    /** Least squares by hand: the logarithms of the days are 0, 1 and 2, those of the units 0, 0.2 and 1, so the slope is 0.5. */
    @Test
    void fitted_countsOffTheLine_takesTheLeastSquares() {
        double e = Math.E;

        Accrual accrual = Accrual.fitted(List.of(new Count(1, 1), new Count(e, Math.exp(0.2)), new Count(e * e, e)));

        assertThat(accrual.exponent()).isCloseTo(0.5, within(1e-12));
        assertThat(accrual.units(e * e)).isCloseTo(e, within(1e-12));
        assertThat(accrual.units(0)).isZero();
    }

    @Test
    void times_share_scalesTheUnits() {
        assertThat(new Accrual(100, 0.5).times(0.4).units(9)).isCloseTo(120, within(1e-12));
    }

    @Test
    void days_moreThanWillEverCome_isFinite() {
        assertThat(new Accrual(1, 0.05).days(1e300)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void accrual_growth_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Accrual(1, 1.2))
                .withMessage("exponent == 1.2, must be in (0, 1]");
    }
}
