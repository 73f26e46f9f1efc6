package northstar.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.SequentialState.GroupSequential;
import northstar.domain.evaluation.SequentialState.TestState;
import northstar.domain.evaluation.Verdict;
import northstar.evaluation.RunOutlook.Worth;
import northstar.statistics.BurnIn;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.Interim;
import northstar.statistics.NormalPrior;
import northstar.statistics.Sides;
import northstar.statistics.SpendingFunction;
import northstar.statistics.StandardNormal;
import northstar.statistics.StoppingRule;
import org.jspecify.annotations.Nullable;

/** Looks ahead from the last look at an experiment. */
public final class Outlooks {
    private static final double DAYS_OF_YEAR = 365;
    private static final int MOST_DAYS = 7 * Planner.MOST_WEEKS;
    private static final double ROUNDING = 1e-9;

    private final PinnedExperiment pinned;
    private final Experiment experiment;
    private final EvaluatedLook look;
    private final Traffic traffic;
    private final double mde;

    private Outlooks(PinnedExperiment pinned, EvaluatedLook look, Traffic traffic, double mde) {
        this.pinned = pinned;
        this.experiment = pinned.experiment();
        this.look = look;
        this.traffic = traffic;
        this.mde = mde;
    }

    /**
     * Returns the outlook of each treatment.
     *
     * @param pinned the experiment
     * @param look the last look at it
     * @param traffic how its units come in
     * @param mde relative effect that it is to find, above 0
     * @return in the order of the definition; without the treatments of which nothing is known yet
     */
    public static List<RunOutlook> of(PinnedExperiment pinned, EvaluatedLook look, Traffic traffic, double mde) {
        Outlooks outlooks = new Outlooks(pinned, look, traffic, mde);
        List<RunOutlook> all = new ArrayList<>();
        for (Variant variant : pinned.experiment().treatments()) {
            look.evaluation()
                    .northStarEffect(variant.key())
                    .flatMap(Seen::of)
                    .flatMap(seen -> outlooks.of(variant, seen))
                    .ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /**
     * The effect seen so far, an improvement being positive, as a fraction of the control mean.
     *
     * @param units of both arms
     */
    private record Seen(double effect, double standardError, double units) {
        static Optional<Seen> of(Effect effect) {
            Double value = effect.absolute().value();
            Double error = effect.absolute().standardError();
            Double level = effect.control().mean();
            if (value == null
                    || error == null
                    || level == null
                    || effect.relative().value() == null
                    || !(error > 0)) {
                return Optional.empty();
            }
            double units = (double) effect.control().n() + effect.treatment().n();
            return Optional.of(new Seen(value / Math.abs(level), error / Math.abs(level), units));
        }

        double information() {
            return 1 / (standardError * standardError);
        }
    }

    private Optional<RunOutlook> of(Variant variant, Seen seen) {
        double passed = new PlanCalendar(pinned)
                .passed(
                        look.evaluation().asOf(),
                        pinned.northStarMetric().window().to());
        double days = passed * allDays();
        if (!(days > 0)) {
            return Optional.empty();
        }
        double sign = pinned.northStarMetric().direction().sign();
        double statistic = sign * seen.effect() / seen.standardError();
        double growth = traffic.units(allDays()) / traffic.units(days);
        Verdict verdict = verdict(variant);
        boolean isOpen = verdict == Verdict.TOO_EARLY || verdict == Verdict.INCONCLUSIVE;
        Worth worth = isOpen ? worth(variant, seen, sign, days) : null;
        if (look.evaluation().isFinal() || !(growth > 1 + ROUNDING)) {
            return Optional.of(new RunOutlook(variant.key(), 1, 0, null, null, false, worth));
        }
        Interim interim = new Interim(
                statistic,
                seen.information(),
                seen.information() * growth,
                lastCriticalValue(variant, seen, days, growth));
        double chance = interim.predictivePower(new NormalPrior(0, RunOutlook.USUAL_SPREAD));
        return Optional.of(new RunOutlook(
                variant.key(),
                interim.fraction(),
                allDays() - days,
                chance,
                interim.conditionalPower(mde),
                isOpen && chance < RunOutlook.FUTILE,
                worth));
    }

    private double allDays() {
        return Traffic.days(experiment, experiment.end());
    }

    private Verdict verdict(Variant variant) {
        return look.evaluation().variants().stream()
                .filter(verdict -> verdict.variant().equals(variant.key()))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    /** Returns what the statistic has to reach at the last look, the looks so far being as they were. */
    private double lastCriticalValue(Variant variant, Seen seen, double days, double growth) {
        Plan plan = Plan.of(pinned, look.evaluation().asOf());
        double alpha = plan.alpha() / plan.treatments();
        return switch (plan.method()) {
            case FIXED -> -StandardNormal.quantile(alpha / 2);
            case ANYTIME ->
                new ConfidenceSequence(
                                alpha, ConfidenceSequence.exactTuning(plan.alpha()) / plan.tuningUnits(), BurnIn.NONE)
                        .criticalValue(seen.units() * growth);
            case GROUP_SEQUENTIAL -> {
                Looks looks = new Looks();
                analyses(variant).forEach(analysis -> looks.add(analysis.spendingTime(), analysis.information()));
                double level = looks.informationOr(seen.information());
                Duration to = pinned.northStarMetric().window().to();
                for (double day : PlannedLooks.of(experiment, to, allDays()).days()) {
                    if (day > days) {
                        looks.add(day / allDays(), level * traffic.units(day) / traffic.units(days));
                    }
                }
                yield looks.rule(alpha, Plan.function(experiment.analysis().spending()))
                        .criticalValues()
                        .getLast();
            }
        };
    }

    private List<SequentialState.Analysis> analyses(Variant variant) {
        String test = variant.key() + "/" + pinned.northStar().metric() + "/" + Effect.Role.NORTH_STAR;
        SequentialState.Running running = look.state().tests().get(test);
        @Nullable TestState state = running == null ? null : running.effect();
        return state instanceof GroupSequential known ? known.analyses() : List.of();
    }

    /** Looks in time order; one that brings nothing new is left out. */
    private static final class Looks {
        private final List<Double> times = new ArrayList<>();
        private final List<Double> information = new ArrayList<>();

        void add(double time, double of) {
            if (times.isEmpty() || (time > times.getLast() && of > information.getLast())) {
                times.add(Math.min(1, time));
                information.add(of);
            }
        }

        double informationOr(double other) {
            return information.isEmpty() ? other : information.getLast();
        }

        StoppingRule rule(double alpha, SpendingFunction spending) {
            times.set(times.size() - 1, 1.0);
            return StoppingRule.spending(spending, Sides.TWO, alpha, times, information);
        }
    }

    /**
     * Returns for how many more days it pays to wait: what their data are worth for the decision over a year, less what is not
     * gained by those who wait for it, or lost by those who have it meanwhile.
     */
    private Worth worth(Variant variant, Seen seen, double sign, double days) {
        NormalPrior belief =
                new NormalPrior(0, RunOutlook.USUAL_SPREAD).after(sign * seen.effect(), seen.standardError());
        Double weight = variant.weight();
        double share = weight == null ? 1.0 / experiment.variants().size() : weight;
        double exposed = experiment.allocation() * share;
        double cost = belief.mean() > 0 ? belief.mean() * (1 - exposed) : -belief.mean() * exposed;
        Worth best = new Worth(0, 0);
        for (int more = 1; more <= MOST_DAYS; more++) {
            double ratio = traffic.units(days + more) / traffic.units(days) - 1;
            double net = belief.valueOfEstimate(seen.standardError() / Math.sqrt(ratio)) * DAYS_OF_YEAR - more * cost;
            if (net > best.net()) {
                best = new Worth(more, net);
            }
        }
        return best;
    }
}
