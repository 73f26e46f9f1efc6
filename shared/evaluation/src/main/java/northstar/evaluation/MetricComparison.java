package northstar.evaluation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import northstar.domain.Reason;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.Effect.Unadjusted;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.SequentialState.Running;
import northstar.domain.moments.Permutation;
import northstar.statistics.Adjustment.ControlVariates;
import northstar.statistics.ArmLevel;
import northstar.statistics.Claim;
import northstar.statistics.Comparison;
import northstar.statistics.Direction;
import northstar.statistics.OneSidedResult;
import northstar.statistics.PartialLevel;
import northstar.statistics.RelativeEffect;
import northstar.statistics.TwoSidedResult;
import org.jspecify.annotations.Nullable;

/**
 * One treatment against control on one metric at one look: the effect as it is reported, and what its tests say.
 *
 * @param effect as reported, before its family of tests is known
 * @param improvement sign of a significant effect, positive if the metric got better; 0 if none is significant
 * @param deteriorated whether the metric is shown to have got worse
 * @param running the state for the next look
 * @param covariates how the covariates compare before exposure
 * @param eValue evidence of this look against no effect, where the method has it
 */
record MetricComparison(
        Effect effect,
        int improvement,
        boolean deteriorated,
        Running running,
        List<CovariateCheck> covariates,
        OptionalDouble eValue) {

    /**
     * What is compared.
     *
     * @param variant key of the treatment
     * @param metric the metric
     * @param role what it is to the experiment
     * @param guardrail its margin, or null for other roles
     * @param alpha error of the two-sided interval
     * @param arms what is known of control and treatment
     * @param covariateNames names of the covariates that the moments hold
     * @param permutation what the units themselves say, or null if they were not asked
     */
    record Question(
            String variant,
            Metric metric,
            Role role,
            @Nullable Guardrail guardrail,
            double alpha,
            ArmPair arms,
            List<String> covariateNames,
            @Nullable Permutation permutation) {}

    static MetricComparison of(Question question, Plan plan, Running before) {
        return switch (question.arms()) {
            case ArmPair.None none -> absent(question, none.reason());
            case ArmPair.Compared compared -> of(question, compared.comparison(), plan, before);
        };
    }

    private static MetricComparison of(Question question, Comparison comparison, Plan plan, Running before) {
        Tests tests = new Tests(
                plan, question.metric(), question.role() == Role.NORTH_STAR, new UnitTests(question.permutation()));
        Tests.TwoSidedStep step = tests.effect(comparison, question.alpha(), before.effect());
        Tests.@Nullable OneSidedStep safety = safety(question, comparison, tests, before);
        Tests.@Nullable OneSidedStep harm = harm(question, comparison, tests, plan, before);
        Effect effect = reported(
                question,
                step,
                nonInferiority(question, safety),
                raw -> tests.reading(comparison, raw, question.alpha(), before.effect()));
        return new MetricComparison(
                effect,
                improvement(question, effect, step.result()),
                harm != null && harm.result() instanceof OneSidedResult.Tested tested && tested.shown(),
                new Running(step.state(), safety == null ? null : safety.state(), harm == null ? null : harm.state()),
                covariates(question, comparison),
                step.result() instanceof TwoSidedResult.Tested tested ? tested.eValue() : OptionalDouble.empty());
    }

    private static MetricComparison absent(Question question, Reason reason) {
        Level none = new Level(0, null, null);
        Guardrail guardrail = question.guardrail();
        Effect effect = new Effect(
                question.variant(),
                question.metric().key(),
                question.role(),
                method(question),
                Adjustment.NONE,
                none,
                none,
                Estimate.NONE,
                Estimate.NONE,
                null,
                null,
                1 - question.alpha(),
                null,
                null,
                guardrail == null ? null : new NonInferiority(guardrail.margin(), null, null, false),
                reason,
                List.of());
        return new MetricComparison(effect, 0, false, Running.START, List.of(), OptionalDouble.empty());
    }

    private static TestMethod method(Question question) {
        return question.metric() instanceof Metric.Quantile ? TestMethod.NORMAL : TestMethod.WELCH;
    }

    private static Direction better(Question question) {
        return better(question.metric());
    }

    /** Returns which way a metric gets better. */
    static Direction better(Metric metric) {
        return switch (metric.direction()) {
            case UP -> Direction.UP;
            case DOWN -> Direction.DOWN;
        };
    }

    private static Tests.@Nullable OneSidedStep safety(
            Question question, Comparison comparison, Tests tests, Running before) {
        Guardrail guardrail = question.guardrail();
        if (guardrail == null) {
            return null;
        }
        Claim claim = new Claim.NonInferiority(guardrail.margin(), better(question));
        return tests.claim(claim, Plan.NON_INFERIORITY_ALPHA, comparison, before.nonInferiority());
    }

    private static Tests.@Nullable OneSidedStep harm(
            Question question, Comparison comparison, Tests tests, Plan plan, Running before) {
        return switch (question.role()) {
            case NORTH_STAR, GUARDRAIL ->
                tests.claim(
                        new Claim.Deterioration(better(question)),
                        plan.deteriorationAlpha(),
                        comparison,
                        before.deterioration());
            case INDICATOR, EXPLORATORY -> null;
        };
    }

    private static @Nullable NonInferiority nonInferiority(Question question, Tests.@Nullable OneSidedStep safety) {
        Guardrail guardrail = question.guardrail();
        if (guardrail == null || safety == null) {
            return null;
        }
        return switch (safety.result()) {
            case OneSidedResult.Tested tested ->
                new NonInferiority(guardrail.margin(), tested.statistic(), tested.pValue(), tested.shown());
            case OneSidedResult.Undefined _ -> new NonInferiority(guardrail.margin(), null, null, false);
        };
    }

    private static int improvement(Question question, Effect effect, TwoSidedResult result) {
        Double value = effect.absolute().value();
        if (value == null || !(result instanceof TwoSidedResult.Tested tested) || !tested.significant()) {
            return 0;
        }
        return (int) Math.signum(value) * question.metric().direction().sign();
    }

    private static Effect reported(
            Question question,
            Tests.TwoSidedStep step,
            @Nullable NonInferiority nonInferiority,
            Function<Comparison.Estimated, TwoSidedResult> reading) {
        Comparison comparison = step.comparison();
        Adjustment adjustment = Adjustment.NONE;
        Double reduction = null;
        Unadjusted unadjusted = null;
        if (comparison instanceof Comparison.Estimated estimated) {
            reduction = 0.0;
            if (estimated.adjustment() instanceof ControlVariates control) {
                adjustment = Adjustment.CUPED;
                reduction = control.varianceReduction();
                unadjusted = unadjusted(control.unadjusted(), reading.apply(control.unadjusted()));
            }
        }
        TwoSidedResult result = step.result();
        TwoSidedResult.@Nullable Tested tested = result instanceof TwoSidedResult.Tested numbers ? numbers : null;
        return new Effect(
                question.variant(),
                question.metric().key(),
                question.role(),
                step.kind() == null
                        ? method(question)
                        : TestMethod.valueOf(step.kind().name()),
                adjustment,
                level(comparison, true),
                level(comparison, false),
                absolute(comparison, tested),
                relative(comparison, tested),
                tested == null ? null : tested.pValue(),
                tested == null ? null : tested.pValue(),
                1 - question.alpha(),
                reduction,
                unadjusted,
                nonInferiority,
                tested == null ? undefined(comparison, result) : null,
                flags(question.metric(), comparison, result));
    }

    private static @Nullable Reason undefined(Comparison comparison, TwoSidedResult result) {
        if (comparison instanceof Comparison.Undefined none) {
            return Reasons.of(none.reason());
        }
        return result instanceof TwoSidedResult.Undefined none ? Reasons.of(none.reason()) : null;
    }

    private static List<Reason> flags(Metric metric, Comparison comparison, TwoSidedResult result) {
        Set<northstar.statistics.Reason> own =
                comparison instanceof Comparison.Estimated estimated ? estimated.flags() : Set.of();
        Set<northstar.statistics.Reason> ofTest = switch (result) {
            case TwoSidedResult.Tested tested -> tested.flags();
            case TwoSidedResult.Undefined none -> none.causes();
        };
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        flags.addAll(Reasons.flags(own, ofTest));
        if (comparison instanceof Comparison.Estimated estimated
                && estimated.relativeEffect().isEmpty()) {
            flags.add(Reason.RELATIVE_UNDEFINED);
        } else if (result instanceof TwoSidedResult.Tested tested
                && tested.relative() instanceof RelativeEffect.Undefined none) {
            flags.add(Reasons.of(none.reason()));
        }
        if (!metric.calibrated()) {
            flags.add(Reason.UNCALIBRATED);
        }
        return List.copyOf(flags);
    }

    private static Level level(Comparison comparison, boolean ofControl) {
        return switch (comparison) {
            case Comparison.Estimated estimated -> level(ofControl ? estimated.control() : estimated.treatment());
            case Comparison.Undefined none -> {
                PartialLevel level = ofControl ? none.control() : none.treatment();
                yield new Level(level.n(), boxed(level.mean()), boxed(level.standardError()));
            }
        };
    }

    private static Level level(ArmLevel arm) {
        return new Level(arm.n(), arm.mean(), arm.standardError());
    }

    private static Estimate absolute(Comparison comparison, TwoSidedResult.@Nullable Tested tested) {
        return switch (comparison) {
            case Comparison.Undefined none -> new Estimate(boxed(none.effect()), null, null, null);
            case Comparison.Estimated estimated ->
                new Estimate(
                        estimated.effect(),
                        estimated.standardError(),
                        tested == null ? null : tested.ciLower(),
                        tested == null ? null : tested.ciUpper());
        };
    }

    private static Estimate relative(Comparison comparison, TwoSidedResult.@Nullable Tested tested) {
        if (!(comparison instanceof Comparison.Estimated estimated)) {
            return Estimate.NONE;
        }
        if (tested != null && tested.relative() instanceof RelativeEffect.Relative relative) {
            return new Estimate(relative.value(), relative.standardError(), relative.ciLower(), relative.ciUpper());
        }
        return new Estimate(boxed(estimated.relativeEffect()), boxed(estimated.relativeStandardError()), null, null);
    }

    private static Unadjusted unadjusted(Comparison.Estimated raw, TwoSidedResult result) {
        TwoSidedResult.@Nullable Tested tested = result instanceof TwoSidedResult.Tested numbers ? numbers : null;
        return new Unadjusted(
                level(raw.control()),
                level(raw.treatment()),
                absolute(raw, tested),
                relative(raw, tested),
                tested == null ? null : tested.pValue());
    }

    private static List<CovariateCheck> covariates(Question question, Comparison comparison) {
        if (!(comparison instanceof Comparison.Estimated estimated)) {
            return List.of();
        }
        List<CovariateCheck> checks = new ArrayList<>();
        estimated
                .covariateChecks()
                .forEach(check -> checks.add(new CovariateCheck(
                        question.variant(),
                        question.covariateNames().get(check.covariate()),
                        check.difference(),
                        check.pValue())));
        return List.copyOf(checks);
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** Returns a copy whose effect carries its family's adjusted p-value and flags. */
    MetricComparison withEffect(Effect other) {
        return new MetricComparison(other, improvement, deteriorated, running, covariates, eValue);
    }
}
