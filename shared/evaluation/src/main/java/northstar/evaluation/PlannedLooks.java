package northstar.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.statistics.Accrual;
import northstar.statistics.BurnIn;
import northstar.statistics.Claim;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.OneSidedConfidenceSequence;
import northstar.statistics.Sides;
import northstar.statistics.SpendingFunction;
import northstar.statistics.StandardNormal;
import northstar.statistics.StoppingRule;
import org.jspecify.annotations.Nullable;

/**
 * The looks that a definition's method takes at a metric if units come in for some days, and the rule that it stops by.
 *
 * @param days of exposure whose units are mature at each look, rising, the last one being all days
 * @param spending how a group-sequential test shares its error among them
 */
record PlannedLooks(List<Double> days, SpendingFunction spending) {
    /** A confidence sequence is tightest at this share of the plan. */
    private static final double TIGHTEST_AT = 0.5;

    private static final double DAY = Duration.ofDays(1).toMillis();

    PlannedLooks {
        days = List.copyOf(days);
    }

    /**
     * Returns the looks.
     *
     * @param to end of the metric's window after exposure, or null for the experiment's end
     * @param days of exposure, at least 1
     */
    static PlannedLooks of(Experiment experiment, @Nullable Duration to, double days) {
        List<Double> looks = new ArrayList<>();
        boolean isEvents = experiment.data() instanceof DataSource.Events;
        boolean isOnce = experiment.analysis().method() == Method.FIXED
                || experiment.data() instanceof DataSource.Units
                || (isEvents && to == null);
        if (!isOnce) {
            double period = experiment.analysis().looks().toMillis() / DAY;
            double wait = isEvents && to != null ? to.toMillis() / DAY : 0;
            for (int k = 1; k * period < days + wait; k++) {
                double mature = k * period - wait;
                if (isEvents) {
                    mature = Math.floor(mature);
                }
                if (mature >= 1 && mature < days && (looks.isEmpty() || mature > looks.getLast())) {
                    looks.add(mature);
                }
            }
        }
        looks.add(days);
        return new PlannedLooks(looks, Plan.function(experiment.analysis().spending()));
    }

    /** Returns the information at each look, as a share of that at the last one. */
    private List<Double> information(Accrual accrual) {
        double all = accrual.units(days.getLast());
        return days.stream().map(day -> accrual.units(day) / all).toList();
    }

    /**
     * Returns the rule of the test that there is no effect.
     *
     * @param alpha error of this test, both sides together
     * @param tunedAt error that a confidence sequence is tuned to
     */
    StoppingRule effect(Method method, double alpha, double tunedAt, Accrual accrual) {
        return switch (method) {
            case FIXED -> single(Sides.TWO, alpha / 2);
            case GROUP_SEQUENTIAL -> spending(Sides.TWO, alpha, accrual);
            case ANYTIME -> {
                ConfidenceSequence sequence = new ConfidenceSequence(
                        alpha, ConfidenceSequence.exactTuning(tunedAt) / TIGHTEST_AT, BurnIn.NONE);
                List<Double> information = information(accrual);
                yield new StoppingRule(
                        Sides.TWO,
                        information,
                        information.stream().map(sequence::criticalValue).toList());
            }
        };
    }

    /**
     * Returns the rule of the test of a one-sided claim.
     *
     * @param alpha one-sided error
     */
    StoppingRule claim(Claim claim, Method method, double alpha, Accrual accrual) {
        return switch (method) {
            case FIXED -> single(Sides.ONE, alpha);
            case GROUP_SEQUENTIAL -> spending(Sides.ONE, alpha, accrual);
            case ANYTIME -> {
                OneSidedConfidenceSequence sequence = OneSidedConfidenceSequence.tightestAt(claim, alpha, TIGHTEST_AT);
                List<Double> information = information(accrual);
                yield new StoppingRule(
                        Sides.ONE,
                        information,
                        information.stream().map(sequence::criticalValue).toList());
            }
        };
    }

    private StoppingRule spending(Sides sides, double alpha, Accrual accrual) {
        double all = days.getLast();
        return StoppingRule.spending(
                spending, sides, alpha, days.stream().map(day -> day / all).toList(), information(accrual));
    }

    private static StoppingRule single(Sides sides, double errorOfOneSide) {
        return new StoppingRule(sides, List.of(1.0), List.of(-StandardNormal.quantile(errorOfOneSide)));
    }
}
