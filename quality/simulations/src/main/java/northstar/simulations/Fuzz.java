package northstar.simulations;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import northstar.statistics.ArmMoments;
import northstar.statistics.BayesianReading;
import northstar.statistics.BurnIn;
import northstar.statistics.Claim;
import northstar.statistics.Comparison;
import northstar.statistics.ConfidenceSequence;
import northstar.statistics.Direction;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.GroupSequentialTest;
import northstar.statistics.GuardedTest;
import northstar.statistics.Interaction;
import northstar.statistics.LogRatio;
import northstar.statistics.Look;
import northstar.statistics.OneSidedConfidenceSequence;
import northstar.statistics.OneSidedFixedTest;
import northstar.statistics.OneSidedGroupSequentialTest;
import northstar.statistics.OneSidedGuardedTest;
import northstar.statistics.OneSidedResult;
import northstar.statistics.PostStratification;
import northstar.statistics.Prior;
import northstar.statistics.RelativeEffect;
import northstar.statistics.SampleRatioTest;
import northstar.statistics.TwoSidedResult;
import org.jspecify.annotations.Nullable;

/**
 * Gives random moments to everything that takes moments and looks for what must never be: a number that is none, an exception, an
 * interval without its own estimate, an effect on one scale and none on the other.
 *
 * @param seed of all cases; each case has a seed of its own
 * @param cases how many
 */
record Fuzz(long seed, int cases) {
    private static final double ALPHA = 0.05;
    private static final int MOST_FINDINGS = 20;

    /** Group-sequential bounds take a thousand times as long as all else. */
    private static final int RARELY = 500;

    private static final EffectEstimator ESTIMATOR = EffectEstimator.withDefaults();

    /**
     * What came of it.
     *
     * @param kinds how often the comparisons ended how: estimated, or the reason why not
     * @param findings what must not be, the first of them
     */
    record Report(Map<String, Long> kinds, List<String> findings) {
        Report {
            kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
            findings = List.copyOf(findings);
        }
    }

    Report run() {
        List<Case> done = IntStream.range(0, cases)
                .parallel()
                .mapToObj(i -> new Case(i, new SplittableRandom(seed + i).split()))
                .map(Case::run)
                .toList();
        Map<String, Long> kinds = new TreeMap<>();
        done.forEach(one -> kinds.merge(one.kind, 1L, Long::sum));
        return new Report(
                kinds,
                done.stream()
                        .map(one -> one.finding)
                        .flatMap(Optional::stream)
                        .limit(MOST_FINDINGS)
                        .toList());
    }

    /** One case. Mutable, for one thread. */
    static final class Case {
        private final int number;
        private final SplittableRandom random;
        private String kind = "";
        private Optional<String> finding = Optional.empty();

        Case(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
        }

        Case run() {
            RandomArms arms = new RandomArms(random);
            ArmMoments control = arms.arm();
            ArmMoments treatment = random.nextInt(4) == 0 ? arms.arm() : arms.like(control);
            check(arms.estimand(), control, treatment);
            Estimand estimand = arms.estimand();
            guarded("sum", () -> control.plus(treatment).thirdMoments());
            guarded(
                    "strata",
                    () -> PostStratification.with(ESTIMATOR)
                            .compare(
                                    estimand,
                                    List.of(
                                            new PostStratification.Stratum(control, treatment),
                                            new PostStratification.Stratum(arms.arm(), arms.arm()))));
            guarded(
                    "interaction",
                    () -> new Interaction(ALPHA)
                            .test(estimand, new Interaction.Cells(control, treatment, arms.arm(), arms.like(control))));
            double share = 0.01 + 0.98 * random.nextDouble();
            guarded(
                    "sample ratio",
                    () -> SampleRatioTest.of(List.of(share, 1 - share))
                            .replay(List.of(List.of(control.n(), treatment.n()), List.of(treatment.n(), control.n()))));
            return this;
        }

        /** Checks every reading of two arms. */
        void check(Estimand estimand, ArmMoments control, ArmMoments treatment) {
            Object seen = guarded("comparison", () -> ESTIMATOR.compare(estimand, control, treatment));
            if (!(seen instanceof Comparison comparison)) {
                return;
            }
            kind = comparison instanceof Comparison.Undefined undefined
                    ? undefined.reason().name()
                    : "estimated";
            effect(comparison).ifPresent(effect -> {
                twoSided("fixed", effect, () -> List.of(new FixedTest(ALPHA).test(comparison)));
                guarded("log ratio", () -> LogRatio.of((Comparison.Estimated) comparison));
                guarded(
                        "Bayesian reading",
                        () -> BayesianReading.of(
                                effect,
                                ((Comparison.Estimated) comparison).standardError(),
                                Direction.DOWN,
                                Prior.SCEPTICAL));
            });
            GuardedTest.Guarded guarded =
                    (GuardedTest.Guarded) guarded("guarded", () -> new GuardedTest(ALPHA).test(estimand, comparison));
            if (guarded != null) {
                effect(guarded.comparison())
                        .ifPresent(effect -> twoSided("guarded", effect, () -> List.of(guarded.result())));
            }
            Comparison second = ESTIMATOR.compare(estimand, control, control);
            List<Look> looks = List.of(
                    new Look(second, false, OptionalDouble.of(0.2)),
                    new Look(comparison, false, OptionalDouble.of(0.6)),
                    Look.last(comparison));
            sequential(comparison, looks);
            claims(comparison, looks);
        }

        private void sequential(Comparison comparison, List<Look> looks) {
            double effect = effect(comparison).orElse(0);
            twoSided(
                    "anytime",
                    effect,
                    () -> ConfidenceSequence.tightestAt(ALPHA, 10_000).withBurnIn(BurnIn.NONE).replay(looks).stream()
                            .skip(1)
                            .toList());
            if (number % RARELY == 0) {
                twoSided(
                        "group-sequential",
                        effect,
                        () -> new GroupSequentialTest(
                                        ALPHA, GroupSequentialTest.of(ALPHA).spending(), BurnIn.NONE)
                                .replay(looks).stream().skip(1).toList());
            }
        }

        private void claims(Comparison comparison, List<Look> looks) {
            for (Claim claim :
                    List.of(new Claim.NonInferiority(0.01, Direction.UP), new Claim.Deterioration(Direction.DOWN))) {
                oneSided(
                        "claim",
                        () -> List.of(
                                new OneSidedFixedTest(claim, ALPHA).test(comparison),
                                new OneSidedGuardedTest(claim, ALPHA).test(comparison)));
                oneSided(
                        "claim, anytime",
                        () -> OneSidedConfidenceSequence.tightestAt(claim, ALPHA, 10_000)
                                .withBurnIn(BurnIn.NONE)
                                .replay(looks));
                if (number % RARELY == 1) {
                    oneSided(
                            "claim, group-sequential",
                            () -> new OneSidedGroupSequentialTest(
                                            claim,
                                            ALPHA,
                                            GroupSequentialTest.of(ALPHA).spending(),
                                            BurnIn.NONE)
                                    .replay(looks));
                }
            }
        }

        private static OptionalDouble effect(Comparison comparison) {
            return comparison instanceof Comparison.Estimated estimated
                    ? OptionalDouble.of(estimated.effect())
                    : OptionalDouble.empty();
        }

        private void twoSided(String what, double effect, Supplier<List<TwoSidedResult>> results) {
            if (guarded(what, results) instanceof List<?> some) {
                some.forEach(result -> {
                    if (result instanceof TwoSidedResult.Tested tested) {
                        check(what, effect, tested);
                    }
                });
            }
        }

        private void check(String what, double effect, TwoSidedResult.Tested result) {
            if (!(result.pValue() >= 0 && result.pValue() <= 1)) {
                found(what + ": p-value " + result);
            }
            if (!(result.ciLower() <= effect && effect <= result.ciUpper())) {
                found(what + ": interval without its estimate " + effect + ": " + result);
            }
            if (result.relative() instanceof RelativeEffect.Relative relative) {
                if (!(relative.ciLower() <= relative.value() && relative.value() <= relative.ciUpper())) {
                    found(what + ": relative interval without its estimate: " + result);
                }
                if (relative.ciLower() > 0 != result.ciLower() > 0 || relative.ciUpper() < 0 != result.ciUpper() < 0) {
                    found(what + ": the scales disagree: " + result);
                }
            }
        }

        private void oneSided(String what, Supplier<List<OneSidedResult>> results) {
            if (guarded(what, results) instanceof List<?> some) {
                some.forEach(result -> {
                    if (result instanceof OneSidedResult.Tested tested
                            && !(tested.pValue() >= 0 && tested.pValue() <= 1)) {
                        found(what + ": p-value " + result);
                    }
                });
            }
        }

        /** Runs something and looks through its result; null where it threw. */
        private @Nullable Object guarded(String what, Supplier<?> action) {
            try {
                Object result = action.get();
                Finiteness.breach(result).ifPresent(breach -> found(what + breach));
                return result;
            } catch (RuntimeException e) {
                found(what + ": " + e);
                return null;
            }
        }

        private void found(String what) {
            if (finding.isEmpty()) {
                finding = Optional.of("case " + number + ": " + what);
            }
        }

        Optional<String> finding() {
            return finding;
        }
    }
}
