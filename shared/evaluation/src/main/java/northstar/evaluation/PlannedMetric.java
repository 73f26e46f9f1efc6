package northstar.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect.Role;
import northstar.statistics.Claim;
import northstar.statistics.Direction;
import northstar.statistics.PlannedEffect;
import northstar.statistics.PlannedTest;
import northstar.statistics.Sides;

/**
 * A metric in one of its roles with what its test is to find.
 *
 * @param size relative improvement, or margin
 * @param alpha error of its test
 * @param power chance that it is planned for
 */
record PlannedMetric(Metric metric, Role role, Baseline baseline, double size, double alpha, double power) {
    /** Larger relative improvements are not looked for. */
    private static final double MOST = 10;

    private static final double SHORT_OF_ALL = 1 - 1e-9;

    /** Returns the metrics that can be planned; the others are put among the unplanned, with the reason. */
    static List<PlannedMetric> of(
            PinnedExperiment pinned,
            Map<String, Baseline> baselines,
            double mde,
            double powerOfEach,
            SortedMap<String, Reason> unplanned) {
        Analysis analysis = pinned.experiment().analysis();
        int treatments = pinned.experiment().treatments().size();
        String northStar = pinned.northStar().metric();
        List<String> indicators = pinned.experiment().indicators().stream()
                .filter(metric -> !metric.equals(northStar))
                .toList();
        List<PlannedMetric> planned = new ArrayList<>();
        Candidates candidates = new Candidates(pinned, baselines, planned, unplanned);
        candidates.add(northStar, Role.NORTH_STAR, mde, analysis.alpha() / treatments, powerOfEach);
        for (String indicator : indicators) {
            double alpha = analysis.alpha() / (indicators.size() * treatments);
            candidates.add(indicator, Role.INDICATOR, mde, alpha, analysis.power());
        }
        for (Guardrail guardrail : pinned.guardrails()) {
            candidates.add(
                    guardrail.metric(), Role.GUARDRAIL, guardrail.margin(), Plan.NON_INFERIORITY_ALPHA, powerOfEach);
        }
        return List.copyOf(planned);
    }

    private record Candidates(
            PinnedExperiment pinned,
            Map<String, Baseline> baselines,
            List<PlannedMetric> planned,
            SortedMap<String, Reason> unplanned) {
        void add(String key, Role role, double size, double alpha, double power) {
            Baseline baseline = baselines.get(key);
            if (baseline == null) {
                unplanned.put(key, Reason.NO_DATA);
                return;
            }
            if (baseline.mean() == 0) {
                unplanned.put(key, Reason.RELATIVE_UNDEFINED);
                return;
            }
            PlannedMetric metric = new PlannedMetric(pinned.metric(key), role, baseline, size, alpha, power);
            if (metric.size() > metric.most()) {
                unplanned.put(key, Reason.RELATIVE_UNDEFINED);
                return;
            }
            planned.add(metric);
        }
    }

    boolean decides() {
        return role != Role.INDICATOR;
    }

    Sides sides() {
        return role == Role.GUARDRAIL ? Sides.ONE : Sides.TWO;
    }

    Direction better() {
        return switch (metric.direction()) {
            case UP -> Direction.UP;
            case DOWN -> Direction.DOWN;
        };
    }

    /** What a guardrail's test is to show. */
    Claim claim() {
        return new Claim.NonInferiority(size, better());
    }

    PlannedTest fixed() {
        return PlannedTest.fixed(sides(), alpha, power);
    }

    PlannedEffect planned() {
        return ofSize(size);
    }

    /** Returns what is to be found if the improvement, or the margin, has a size. */
    PlannedEffect ofSize(double of) {
        PlannedEffect effect;
        if (role == Role.GUARDRAIL) {
            effect = PlannedEffect.nonInferiority(baseline.mean(), baseline.variance(), of, better());
        } else if (Baseline.isShare(metric)) {
            effect = PlannedEffect.shares(baseline.mean(), baseline.mean() * (1 + better().sign() * of));
        } else {
            double sign = better().sign() * Math.signum(baseline.mean());
            effect = PlannedEffect.relative(baseline.mean(), baseline.variance(), sign * of);
        }
        return effect.explained(baseline.explained());
    }

    /** Returns the largest size that makes sense. */
    double most() {
        if (role == Role.GUARDRAIL) {
            return 1;
        }
        boolean isShrinking = better().sign() * Math.signum(baseline.mean()) < 0;
        if (isShrinking) {
            return SHORT_OF_ALL;
        }
        return Baseline.isShare(metric) ? Math.min(MOST, SHORT_OF_ALL * (1 - baseline.mean()) / baseline.mean()) : MOST;
    }
}
