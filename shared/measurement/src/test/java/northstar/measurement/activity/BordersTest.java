package northstar.measurement.activity;

import static northstar.measurement.activity.EventTrial.activity;
import static northstar.measurement.activity.EventTrial.count;
import static northstar.measurement.activity.EventTrial.days;
import static northstar.measurement.activity.EventTrial.exposure;
import static northstar.measurement.activity.EventTrial.hour;
import static northstar.measurement.activity.EventTrial.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Window;
import northstar.domain.moments.Measurement;
import org.junit.jupiter.api.Test;

/** What counts at the borders of times, days and values: the rules of docs/metrics.md, one by one. */
class BordersTest extends BordersLab {
    @Test
    void activity_atTheInstantOfExposure_counts() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED, 5))).isEqualByComparingTo("5");
    }

    @Test
    void activity_aMicrosecondBeforeExposure_doesNotCount() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED.minus(TICK), 5)))
                .isEqualByComparingTo("0");
    }

    @Test
    void activity_aMicrosecondBeforeTheWindowsEnd_counts() {
        assertThat(buys(
                        sum("spend", "buy", days(1)),
                        buy(EXPOSED.plus(Duration.ofDays(1)).minus(TICK), 5)))
                .isEqualByComparingTo("5");
    }

    @Test
    void activity_atTheWindowsEnd_doesNotCount() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED.plus(Duration.ofDays(1)), 5)))
                .isEqualByComparingTo("0");
    }

    @Test
    void activity_atTheWindowsFrom_countsAndJustBeforeDoesNot() {
        Window secondDay = new Window(Duration.ofDays(1), Duration.ofDays(2));

        assertThat(buys(
                        sum("spend", "buy", secondDay),
                        buy(EXPOSED.plus(Duration.ofDays(1)).minus(TICK), 1),
                        buy(EXPOSED.plus(Duration.ofDays(1)), 10),
                        buy(EXPOSED.plus(Duration.ofDays(2)).minus(TICK), 100),
                        buy(EXPOSED.plus(Duration.ofDays(2)), 1_000)))
                .isEqualByComparingTo("110");
    }

    @Test
    void activity_withoutWindow_countsUpToTheExperimentsEnd() {
        assertThat(buys(
                        sum("spend", "buy", Window.OPEN),
                        buy(EXPOSED, 1),
                        buy(hour(96).minus(TICK), 10),
                        buy(hour(96), 100)))
                .isEqualByComparingTo("11");
    }

    @Test
    void activity_withWindow_countsBeyondTheExperimentsEnd() {
        lake.exposed(exposure("t", "treatment", hour(95)))
                .did(activity("t", "buy", hour(110), 7.0), activity("t", "buy", hour(119), 9.0));

        assertThat(sumOf(look(sum("spend", "buy", days(1))), "treatment", "spend"))
                .isEqualByComparingTo("7");
    }

    @Test
    void covariate_atItsBorders_takesTheLookbackWithoutTheExposure() {
        lake.did(
                buy(EXPOSED.minus(Duration.ofDays(2)).minus(TICK), 1),
                buy(EXPOSED.minus(Duration.ofDays(2)), 10),
                buy(EXPOSED.minus(TICK), 100),
                buy(EXPOSED, 1_000));
        PinnedExperiment pinned = new EventTrial()
                .lookback(Duration.ofDays(2))
                .metrics(sum("spend", "buy", days(1)))
                .pinned();

        Measurement look = look(pinned, pinned.finalLook());

        assertThat(sumOf(look, "control", "spend", 0)).isEqualByComparingTo("1000");
        assertThat(sumOf(look, "control", "spend", 1)).isEqualByComparingTo("110");
    }

    @Test
    void exposure_twiceInADay_isTheFirst() {
        lake.exposed(exposure("c", "control", EXPOSED.plus(Duration.ofHours(2))));

        assertThat(buys(
                        sum("spend", "buy", days(1)),
                        buy(EXPOSED.plus(Duration.ofHours(1)), 1),
                        buy(EXPOSED.plus(Duration.ofHours(25)), 10)))
                .isEqualByComparingTo("1");
        assertThat(units(look(sum("spend", "buy", days(1))), "control")).isEqualTo(1);
    }

    @Test
    void exposure_atTheStart_countsAndAMicrosecondBeforeDoesNot() {
        lake.exposed(exposure("at", "treatment", hour(0)), exposure("before", "treatment", hour(0).minus(TICK)));

        assertThat(units(look(count("buys", "buy", days(1))), "treatment")).isEqualTo(1);
    }

    @Test
    void exposure_aMicrosecondBeforeTheEnd_countsAndAtItDoesNot() {
        lake.exposed(exposure("before", "treatment", hour(96).minus(TICK)), exposure("at", "treatment", hour(96)));

        assertThat(units(look(count("buys", "buy", days(1))), "treatment")).isEqualTo(1);
    }

    @Test
    void exposure_beforeTheStartAndInTheWindow_isInAndToldOf() {
        lake.exposed(exposure("early", "control", hour(-5)), exposure("early", "treatment", hour(5)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(units(look, "treatment")).isEqualTo(1);
        assertThat(look.earlyExposedUnits()).isEqualTo(1);
        assertThat(look.multiplyExposedUnits()).isZero();
    }

    @Test
    void crossing_atOneInstant_excludes() {
        lake.exposed(exposure("both", "control", hour(5)), exposure("both", "treatment", hour(5)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(look.multiplyExposedUnits()).isEqualTo(1);
        assertThat(units(look, "control")).isEqualTo(1);
        assertThat(units(look, "treatment")).isZero();
    }

    @Test
    void crossing_aMicrosecondBeforeTheCohortIsMature_excludes() {
        lake.exposed(exposure("both", "treatment", hour(5)), exposure("both", "control", hour(48).minus(TICK)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(look.multiplyExposedUnits()).isEqualTo(1);
        assertThat(units(look, "treatment")).isZero();
    }

    @Test
    void crossing_whenTheCohortIsMature_changesNothing() {
        lake.exposed(exposure("both", "treatment", hour(5)), exposure("both", "control", hour(48)));

        Measurement look = look(count("buys", "buy", days(1)));

        assertThat(look.multiplyExposedUnits()).isZero();
        assertThat(units(look, "treatment")).isEqualTo(1);
    }

    @Test
    void crossing_beforeTheLongestOfAllWindowsIsOver_excludesFromAllMetrics() {
        lake.exposed(exposure("both", "treatment", hour(5)), exposure("both", "control", hour(48)));

        Measurement look = look(count("buys", "buy", days(1)), count("later", "buy", days(2)));

        assertThat(look.multiplyExposedUnits()).isEqualTo(1);
    }

    @Test
    void cohort_atTheInstantOfMaturity_isMature() {
        PinnedExperiment pinned =
                new EventTrial().metrics(count("buys", "buy", days(1))).pinned();
        Instant mature = hour(72);

        assertThat(metrics(look(pinned, mature.minus(TICK)))).isEmpty();
        assertThat(metrics(look(pinned, mature))).containsKey("buys");
    }

    @Test
    void clockSkew_activityBeforeItsUnitsExposure_isHistoryAndDoesNotCount() {
        lake.did(activity("c", "buy", EXPOSED.minus(Duration.ofSeconds(3)), 5.0));
        PinnedExperiment pinned = new EventTrial()
                .lookback(Duration.ofDays(1))
                .metrics(sum("spend", "buy", days(1)))
                .pinned();

        Measurement look = look(pinned, pinned.finalLook());

        assertThat(sumOf(look, "control", "spend", 0)).isEqualByComparingTo("0");
        assertThat(sumOf(look, "control", "spend", 1)).isEqualByComparingTo("5");
    }

    @Test
    void activity_ofAUnitThatWasNotExposed_doesNotCount() {
        assertThat(buys(sum("spend", "buy", days(1)), activity("stranger", "buy", EXPOSED, 5.0)))
                .isEqualByComparingTo("0");
    }

    @Test
    void values_negative_areRefunds() {
        assertThat(buys(sum("spend", "buy", days(1)), buy(EXPOSED, 5), buy(hour(31), -7)))
                .isEqualByComparingTo("-2");
    }
}
