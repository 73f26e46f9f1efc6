package northstar.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import northstar.simulations.Quantity.Promise;
import northstar.simulations.Quantity.Share;
import org.junit.jupiter.api.Test;

class PromiseTest {
    private static final Promise FIVE_PERCENT = new Promise(0.05, false, false);

    @Test
    void isKeptBy_withinThreeDeviations_isWhatChanceDoes() {
        // The standard deviation is 21.8.
        assertThat(FIVE_PERCENT.isKeptBy(new Share(565, 10_000))).isTrue();
        assertThat(FIVE_PERCENT.isKeptBy(new Share(435, 10_000))).isTrue();
    }

    @Test
    void isKeptBy_beyondTheBand_isNoChance() {
        assertThat(FIVE_PERCENT.isKeptBy(new Share(580, 10_000))).isFalse();
        assertThat(FIVE_PERCENT.isKeptBy(new Share(420, 10_000))).isFalse();
    }

    @Test
    void isKeptBy_oneSided_moreOfTheGoodIsNoBreach() {
        assertThat(new Promise(0.05, false, true).isKeptBy(new Share(100, 10_000)))
                .isTrue();
        assertThat(new Promise(0.05, false, true).isKeptBy(new Share(600, 10_000)))
                .isFalse();
        assertThat(new Promise(0.95, true, false).isKeptBy(new Share(9_990, 10_000)))
                .isTrue();
        assertThat(new Promise(0.95, true, false).isKeptBy(new Share(9_400, 10_000)))
                .isFalse();
    }
}
