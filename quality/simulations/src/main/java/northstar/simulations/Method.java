package northstar.simulations;

import java.util.List;
import northstar.statistics.BurnIn;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.GuardedTest;
import northstar.statistics.Look;
import northstar.statistics.RelativeEffect;
import northstar.statistics.Sides;
import northstar.statistics.SpendingFunction;
import northstar.statistics.StandardNormal;
import northstar.statistics.StoppingRule;
import northstar.statistics.StudentT;
import northstar.statistics.TwoSidedResult;

/** How experiments are read. */
enum Method {
    /** One test at the last look, with the guard of skewed and small samples. */
    FIXED("fixed") {
        @Override
        Outcome read(Scenario scenario, Scenario.Sample sample, double effect) {
            GuardedTest.Guarded guarded = new GuardedTest(ALPHA)
                    .test(scenario.estimand(), sample.looks().getLast().comparison(), sample.units());
            return outcome(scenario, guarded.comparison(), guarded.result(), effect);
        }

        @Override
        double power(Scenario scenario, double drift) {
            double critical = new StudentT(scenario.plannedUnits() - 2).survivalQuantile(ALPHA / 2);
            return StandardNormal.survival(critical - drift) + StandardNormal.survival(critical + drift);
        }
    },
    /** A confidence sequence watched every day. */
    ANYTIME("anytime") {
        @Override
        Outcome read(Scenario scenario, Scenario.Sample sample, double effect) {
            List<TwoSidedResult> results = sequence(scenario).replay(sample.looks());
            boolean rejects = results.stream().anyMatch(Method::isSignificant);
            boolean covers = results.stream().allMatch(result -> isOpenFor(result, effect));
            Comparison last = sample.looks().getLast().comparison();
            return ever(outcome(scenario, last, results.getLast(), effect), rejects, covers);
        }

        @Override
        double power(Scenario scenario, double drift) {
            List<Double> times = scenario.times();
            ConfidenceSequence sequence = sequence(scenario);
            List<Double> criticalValues = times.stream()
                    .map(time -> sequence.criticalValue(time * scenario.plannedUnits()))
                    .toList();
            return new StoppingRule(Sides.TWO, times, criticalValues)
                    .under(drift)
                    .rejection();
        }

        private ConfidenceSequence sequence(Scenario scenario) {
            return ConfidenceSequence.tightestAt(ALPHA, scenario.plannedUnits() / 2)
                    .withBurnIn(BurnIn.STANDARD);
        }
    },
    /** A group-sequential test watched every day. */
    GROUP_SEQUENTIAL("group-sequential") {
        @Override
        Outcome read(Scenario scenario, Scenario.Sample sample, double effect) {
            Watch watch = new Watch(ALPHA, effect);
            for (Look look : sample.looks()) {
                watch.see(look);
            }
            Comparison last = sample.looks().getLast().comparison();
            TwoSidedResult result = watch.last();
            return ever(outcome(scenario, last, result, effect), watch.rejects(), watch.covers());
        }

        @Override
        double power(Scenario scenario, double drift) {
            List<Double> times = scenario.times();
            return StoppingRule.spending(new SpendingFunction.OBrienFleming(), Sides.TWO, ALPHA, times, times)
                    .under(drift)
                    .rejection();
        }
    };

    /** Error rate of all methods. */
    static final double ALPHA = 0.05;

    private final String label;

    Method(String label) {
        this.label = label;
    }

    /**
     * Reads one experiment.
     *
     * @param scenario what kind of experiment it is
     * @param sample what was seen of it
     * @param effect the truth
     * @return what the method said
     */
    abstract Outcome read(Scenario scenario, Scenario.Sample sample, double effect);

    /**
     * Returns the power that theory promises.
     *
     * @param scenario what kind of experiment it is
     * @param drift true effect divided by its standard error at the last look
     * @return the chance of a rejection on either side
     */
    abstract double power(Scenario scenario, double drift);

    /** Returns what the table calls it. */
    String label() {
        return label;
    }

    private static Outcome outcome(Scenario scenario, Comparison comparison, TwoSidedResult result, double effect) {
        if (!(result instanceof TwoSidedResult.Tested tested)
                || !(comparison instanceof Comparison.Estimated estimated)) {
            return Outcome.UNDECIDED;
        }
        Outcome.Coverage relative = Outcome.Coverage.NONE;
        if (tested.relative() instanceof RelativeEffect.Relative interval) {
            double truth = effect / Math.abs(scenario.level());
            relative = Outcome.Coverage.of(interval.ciLower() <= truth && truth <= interval.ciUpper());
        }
        return new Outcome(
                true,
                tested.significant(),
                isOpenFor(tested, effect),
                relative,
                estimated.standardError() * estimated.standardError());
    }

    private static Outcome ever(Outcome last, boolean rejects, boolean covers) {
        return new Outcome(last.isDecided(), rejects, covers, last.relative(), last.variance());
    }

    static boolean isSignificant(TwoSidedResult result) {
        return result instanceof TwoSidedResult.Tested tested && tested.significant();
    }

    /** Whether a look does not exclude a truth. */
    static boolean isOpenFor(TwoSidedResult result, double effect) {
        return !(result instanceof TwoSidedResult.Tested tested)
                || (tested.ciLower() <= effect && effect <= tested.ciUpper());
    }
}
