package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.statistics.Interim;
import northstar.statistics.NormalPrior;
import northstar.statistics.Sides;
import northstar.statistics.SpendingFunction;
import northstar.statistics.StoppingRule;
import org.junit.jupiter.api.Test;

class OutlooksTest {
    private static final double Z975 = 1.959963984540054;

    private static Trial.Look look(int day, double treatment) {
        long n = 2_000L * day;
        return Trial.Look.at(day).arm("control", "nights", n, 2, 4.0).arm("ranked", "nights", n, treatment, 4.0);
    }

    private static RunOutlook outlook(Trial trial, Trial.Look... looks) {
        return Outlooks.of(trial.pinned(), trial.replay(looks).getLast(), Traffic.constant(4_000), 0.02)
                .getFirst();
    }

    @Test
    void of_fixedTestHalfWay_sameAsTheFormulas() {
        RunOutlook outlook = outlook(Trial.halves(), look(7, 2.03));

        double error = Math.sqrt(2 * 4.0 / 14_000) / 2;
        double information = 1 / (error * error);
        Interim interim = new Interim(0.015 / error, information, 2 * information, Z975);
        assertThat(outlook.progress()).isCloseTo(0.5, within(1e-12));
        assertThat(outlook.chance()).isCloseTo(interim.predictivePower(new NormalPrior(0, 0.05)), within(1e-9));
        assertThat(outlook.chanceIfPlanned()).isCloseTo(interim.conditionalPower(0.02), within(1e-9));
        assertThat(outlook.isFutile()).isFalse();
    }

    @Test
    void of_groupSequentialTest_asksForTheLastBoundary() {
        Trial trial = Trial.halves().method(Method.GROUP_SEQUENTIAL);

        RunOutlook outlook = outlook(
                trial,
                IntStream.rangeClosed(1, 7).mapToObj(day -> look(day, 2.03)).toArray(Trial.Look[]::new));

        double last = StoppingRule.spending(new SpendingFunction.OBrienFleming(), Sides.TWO, 0.05, 14)
                .criticalValues()
                .getLast();
        double error = Math.sqrt(2 * 4.0 / 14_000) / 2;
        double information = 1 / (error * error);
        Interim interim = new Interim(0.015 / error, information, 2 * information, last);
        assertThat(outlook.chanceIfPlanned()).isCloseTo(interim.conditionalPower(0.02), within(1e-5));
    }

    @Test
    void of_confidenceSequence_asksForMoreThanAFixedTest() {
        Trial.Look half = look(7, 2.03);

        assertThat(outlook(Trial.halves().method(Method.ANYTIME).planned(56_000), half)
                        .chanceIfPlanned())
                .isLessThan(outlook(Trial.halves(), half).chanceIfPlanned());
    }

    @Test
    void of_lossNearTheEnd_advisesToStop() {
        RunOutlook outlook = outlook(Trial.halves(), look(12, 1.99));

        assertThat(outlook.chance()).isLessThan(RunOutlook.FUTILE);
        assertThat(outlook.isFutile()).isTrue();
    }

    @Test
    void of_metricThatShallFall_turnsTheSign() {
        double rising =
                Objects.requireNonNull(outlook(Trial.halves(), look(7, 2.03)).chance());
        double falling = Objects.requireNonNull(
                outlook(Trial.halves().northStarDown(), look(7, 1.97)).chance());

        assertThat(falling).isCloseTo(rising, within(1e-9));
    }

    @Test
    void of_finalLook_hasNoChanceButAWorth() {
        RunOutlook outlook = outlook(Trial.halves(), look(14, 2.015));

        assertThat(outlook.progress()).isEqualTo(1);
        assertThat(outlook.chance()).isNull();
        RunOutlook.Worth worth = Objects.requireNonNull(outlook.worth());
        assertThat(worth.days()).isBetween(1, 55);
        assertThat(worth.net()).isPositive();
    }

    @Test
    void worth_sureLoss_isNotWorthADay() {
        RunOutlook outlook = outlook(Trial.halves(), look(13, 1.97));

        assertThat(outlook.worth()).isEqualTo(new RunOutlook.Worth(0, 0));
    }

    @Test
    void worth_decidedTreatment_isNone() {
        assertThat(outlook(Trial.halves(), look(14, 2.5)).worth()).isNull();
    }

    @Test
    void of_nothingKnown_isLeftOut() {
        Trial trial = Trial.thirds();
        Trial.Look look = Trial.Look.at(7).arm("control", "nights", 100, 2, 4.0).arm("a", "nights", 100, 2, 4.0);

        assertThat(Outlooks.of(trial.pinned(), trial.replay(look).getLast(), Traffic.constant(30), 0.02))
                .extracting(RunOutlook::variant)
                .isEqualTo(List.of("a"));
    }

    @Test
    void of_burnIn_looksAheadAllTheSame() {
        Trial.Look early = Trial.Look.at(1).arm("control", "nights", 50, 2, 4.0).arm("ranked", "nights", 50, 2.1, 4.0);

        RunOutlook outlook = outlook(Trial.halves().method(Method.GROUP_SEQUENTIAL), early);

        assertThat(outlook.progress()).isCloseTo(1 / 14.0, within(1e-9));
        assertThat(outlook.daysLeft()).isCloseTo(13, within(1e-9));
        assertThat(outlook.chance()).isBetween(0.0, 1.0);
    }

    @Test
    void worth_unknownAllocation_isThatOfEvenShares() {
        assertThat(outlook(Trial.unknownAllocation(), look(14, 2.015)).worth())
                .isEqualTo(outlook(Trial.halves(), look(14, 2.015)).worth());
    }

    @Test
    void of_eventsThatAreNotMature_isLeftOut() {
        Trial trial = Trial.halves().events();
        EvaluatedLook look = trial.replay(look(7, 2.03)).getLast();

        assertThat(Outlooks.of(trial.pinned(), look, Traffic.constant(4_000), 0.02))
                .isEmpty();
    }
}
