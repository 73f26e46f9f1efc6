package northstar.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.evaluation.ExperimentPlan.Schedule;
import northstar.evaluation.MetricPlan.Point;
import northstar.evaluation.MetricPlan.Reach;
import northstar.statistics.Accrual;
import northstar.statistics.PlannedTest;
import northstar.statistics.Split;
import northstar.statistics.StoppingRule;
import org.jspecify.annotations.Nullable;

/**
 * Plans an experiment before its start: units, duration, what it can find (METHODS 12.1, 12.2).
 *
 * <p>Everything that a win needs has to succeed at once: the North Star Metric and each guardrail are planned for the chance of
 * {@link PlannedTest#powerOfEach}, with the errors that the evaluation uses.
 */
public final class Planner {
    /** Effect that is planned for where the definition names none, relative. */
    public static final double DEFAULT_MDE = 0.02;

    /** Longer than that no experiment is planned. */
    static final int MOST_WEEKS = 8;

    /** Error that is kept for false alarms of harm (METHODS 6.2). */
    private static final double FALSE_ALARMS = Plan.DETERIORATION_BUDGET;

    private static final int LEAST_WEEKS = 2;
    private static final int DAYS_OF_WEEK = 7;
    private static final int CURVE = 20;
    private static final double SLACK = 1e-9;
    private static final double DAY = Duration.ofDays(1).toMillis();

    private final PinnedExperiment pinned;
    private final Experiment experiment;
    private final List<PlannedMetric> metrics;
    private final @Nullable Traffic traffic;
    private final Split split;
    private final TestCache tests;

    private Planner(PinnedExperiment pinned, List<PlannedMetric> metrics, @Nullable Traffic traffic) {
        this.pinned = pinned;
        this.experiment = pinned.experiment();
        this.metrics = metrics;
        this.traffic = traffic;
        this.split = split(experiment);
        this.tests = new TestCache(experiment, traffic == null ? Accrual.constant(1) : traffic.accrual());
    }

    /**
     * Plans an experiment.
     *
     * @param pinned the experiment
     * @param baselines what is known of its metrics, by their keys
     * @param traffic how units come into it, or null if that is not known
     * @param mde relative effect on the North Star Metric and the indicators that is to be found, above 0
     * @throws IllegalArgumentException if {@code mde} or the definition's power cannot be planned for
     */
    public static ExperimentPlan plan(
            PinnedExperiment pinned, Map<String, Baseline> baselines, @Nullable Traffic traffic, double mde) {
        if (!(mde > 0 && mde < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("mde == " + mde + ", must be finite and above 0");
        }
        Analysis analysis = pinned.experiment().analysis();
        if (!(analysis.power() < 1 - FALSE_ALARMS)) {
            throw new IllegalArgumentException("analysis.power == " + analysis.power() + ", must be below "
                    + (1 - FALSE_ALARMS) + ", because " + FALSE_ALARMS + " is kept for false alarms of harm");
        }
        SortedMap<String, Reason> unplanned = new TreeMap<>();
        double powerOfEach = PlannedTest.powerOfEach(
                analysis.power(), FALSE_ALARMS, pinned.guardrails().size() + 1);
        List<PlannedMetric> metrics = PlannedMetric.of(pinned, baselines, mde, powerOfEach, unplanned);
        Planner planner = new Planner(pinned, metrics, traffic);
        Schedule schedule = planner.schedule();
        List<MetricPlan> plans =
                metrics.stream().map(metric -> planner.plan(metric, schedule)).toList();
        return new ExperimentPlan(
                pinned.experiment().key(),
                analysis.method(),
                analysis.power(),
                powerOfEach,
                mde,
                traffic,
                schedule,
                plans,
                unplanned,
                schedule == null || schedule.isEnough() || traffic == null
                        ? List.of()
                        : new Remedies(pinned, planner.split, traffic.units(days(MOST_WEEKS))).of(plans));
    }

    /** Returns the shares of control and of the treatment that gets fewest units. */
    static Split split(Experiment experiment) {
        Double control = experiment.control().weight();
        double equal = 1.0 / experiment.variants().size();
        if (control == null) {
            return new Split(equal, equal);
        }
        double treatment = experiment.treatments().stream()
                .mapToDouble(variant -> variant.weight() == null ? equal : variant.weight())
                .min()
                .orElse(equal);
        return new Split(control, treatment);
    }

    private static int days(int weeks) {
        return weeks * DAYS_OF_WEEK;
    }

    private double declaredDays() {
        return Math.max(
                1, Duration.between(experiment.start(), experiment.end()).toMillis() / DAY);
    }

    private @Nullable Schedule schedule() {
        if (traffic == null || metrics.stream().noneMatch(PlannedMetric::decides)) {
            return null;
        }
        int weeks = declaredDays() < days(LEAST_WEEKS) ? 1 : LEAST_WEEKS;
        while (weeks < MOST_WEEKS && !isEnough(traffic, weeks)) {
            weeks++;
        }
        double after = Duration.between(experiment.end(), pinned.finalLook()).toMillis() / DAY;
        return new Schedule(weeks, traffic.units(days(weeks)), days(weeks) + after, isEnough(traffic, weeks));
    }

    private boolean isEnough(Traffic known, int weeks) {
        double units = known.units(days(weeks));
        return metrics.stream()
                .filter(PlannedMetric::decides)
                .allMatch(metric -> fixedUnits(metric) <= units
                        && tests.of(metric, days(weeks)).units(metric.planned(), split) <= units);
    }

    private double fixedUnits(PlannedMetric metric) {
        return metric.fixed().units(metric.planned(), split);
    }

    private MetricPlan plan(PlannedMetric metric, @Nullable Schedule schedule) {
        double days = schedule == null ? declaredDays() : days(schedule.weeks());
        PlannedTest test = tests.of(metric, days);
        StoppingRule.Price price = test.priceAgainst(metric.fixed());
        double fixed = fixedUnits(metric);
        Reach planned = schedule == null ? null : reach(metric, days, schedule.units());
        Reach declared = declared(metric);
        double units =
                planned != null ? planned.units() : declared != null ? declared.units() : fixed * price.largest();
        return new MetricPlan(
                metric.metric().key(),
                metric.role(),
                metric.baseline(),
                metric.size(),
                metric.alpha(),
                metric.power(),
                metric.decides(),
                fixed,
                fixed * price.largest(),
                fixed * price.expected(),
                fixed * price.underNull(),
                planned,
                declared,
                curve(metric, test, units));
    }

    private @Nullable Reach declared(PlannedMetric metric) {
        double days = declaredDays();
        if (traffic != null) {
            return reach(metric, days, traffic.units(days));
        }
        Long units = experiment.analysis().plannedUnits();
        return units == null ? null : reach(metric, days, units);
    }

    private Reach reach(PlannedMetric metric, double days, double units) {
        PlannedTest test = tests.of(metric, days);
        var smallest = test.smallest(metric::ofSize, metric.most(), split, units);
        return new Reach(
                days,
                units,
                smallest.isPresent() ? smallest.getAsDouble() : null,
                test.chance(metric.planned(), split, units));
    }

    private List<Point> curve(PlannedMetric metric, PlannedTest test, double units) {
        var smallest = test.smallest(metric::ofSize, metric.most(), split, units);
        double step = round(2 * Math.max(metric.size(), smallest.orElse(metric.size())) / CURVE);
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= CURVE && i * step <= metric.most(); i++) {
            points.add(new Point(i * step, test.chance(metric.ofSize(i * step), split, units)));
        }
        return points;
    }

    /** Returns the next number from 1, 2 and 5 times a power of ten, so that people can read the axis. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digits = step / power;
        return power * (digits <= 1 + SLACK ? 1 : digits <= 2 + SLACK ? 2 : digits <= 5 + SLACK ? 5 : 10);
    }
}
