package northstar.simulations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import northstar.statistics.BurnIn;
import northstar.statistics.Comparison;
import northstar.statistics.GroupSequentialState;
import northstar.statistics.GroupSequentialState.Analysis;
import northstar.statistics.GroupSequentialTest;
import northstar.statistics.Look;
import northstar.statistics.Reason;
import northstar.statistics.StandardNormal;
import northstar.statistics.TwoSidedResult;

/**
 * A group-sequential test watched look by look, which works out only the looks that can matter: a look whose statistic, taken
 * alone, is more probable than all that may be spent until then cannot cross its boundary. The others are read by {@link
 * GroupSequentialTest} itself. Mutable, for one experiment.
 */
final class Watch {
    /** No p-value is wanted; one so small is not improved upon. */
    private static final double NO_P_VALUE = 1e-300;

    private static final double LAST_INTERIM_TIME = 0.98;
    private static final double LEAST_GROWTH = 1 + 1e-3;

    private final double alpha;
    private final double truth;
    private final GroupSequentialTest test;
    private final List<Analysis> analyses = new ArrayList<>();
    private Optional<TwoSidedResult> last = Optional.empty();
    private boolean rejects;
    private boolean covers = true;

    /**
     * Starts before the first look.
     *
     * @param truth the true effect
     */
    Watch(double alpha, double truth) {
        this.alpha = alpha;
        this.truth = truth;
        this.test = GroupSequentialTest.of(alpha);
    }

    void see(Look look) {
        last = Optional.empty();
        if (!(look.comparison() instanceof Comparison.Estimated comparison)) {
            return;
        }
        BurnIn burnIn = test.burnIn();
        Set<Reason> concerns = comparison.support().concerns(burnIn.units(), burnIn.count(), burnIn.skewness());
        if (analyses.isEmpty() && !look.isFinal() && !concerns.isEmpty()) {
            return;
        }
        double time = look.isFinal()
                ? 1
                : Math.min(LAST_INTERIM_TIME, look.spendingTime().orElseThrow());
        boolean mayReject = !rejects && canCross(comparison.statistic(), time);
        boolean mayMiss = covers && canCross((comparison.effect() - truth) / comparison.standardError(), time);
        if (look.isFinal() || mayReject || mayMiss) {
            TwoSidedResult result =
                    test.step(new GroupSequentialState(analyses), look).result();
            rejects = Method.isSignificant(result) || rejects;
            covers = Method.isOpenFor(result, truth) && covers;
            last = Optional.of(result);
        }
        double information = 1 / comparison.standardError() / comparison.standardError();
        double before = analyses.isEmpty() ? 0 : analyses.getLast().information();
        analyses.add(new Analysis(time, Math.max(information, before * LEAST_GROWTH), NO_P_VALUE, 0));
    }

    private boolean canCross(double statistic, double time) {
        return StandardNormal.survival(Math.abs(statistic)) <= test.spending().spent(time, alpha / 2) * (1 + 1e-6);
    }

    /** Returns what the last look said, which is always worked out. */
    TwoSidedResult last() {
        return last.orElseGet(() -> new TwoSidedResult.Undefined(Reason.NO_VARIANCE, Set.of()));
    }

    boolean rejects() {
        return rejects;
    }

    boolean covers() {
        return covers;
    }
}
