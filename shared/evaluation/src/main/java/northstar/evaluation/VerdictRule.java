package northstar.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;

/**
 * The ship rule (METHODS 6.2; Schultzberg, Ankargren and Franberg 2024): a variant ships if the North Star Metric is
 * shown to be better, every guardrail is shown to be no worse than its margin, nothing is shown to be worse and every
 * quality check passes.
 */
final class VerdictRule {
    private final Plan plan;
    private final Health health;
    private final double smallestWorthwhile;

    VerdictRule(Plan plan, Health health, double smallestWorthwhile) {
        this.plan = plan;
        this.health = health;
        this.smallestWorthwhile = smallestWorthwhile;
    }

    /** Returns the first verdict that holds of one treatment's comparisons, with its reasons. */
    VariantVerdict of(String variant, List<MetricComparison> comparisons) {
        if (health.isInvalid()) {
            return verdict(variant, Verdict.INVALID, invalidReasons());
        }
        List<String> worse = comparisons.stream()
                .filter(MetricComparison::deteriorated)
                .map(comparison -> comparison.effect().metric() + " got worse")
                .toList();
        if (!worse.isEmpty()) {
            return verdict(variant, Verdict.HARMFUL, worse);
        }
        MetricComparison northStar = comparisons.stream()
                .filter(comparison -> comparison.effect().role() == Role.NORTH_STAR)
                .findFirst()
                .orElseThrow();
        if (isWin(northStar)) {
            return winner(variant, northStar, comparisons);
        }
        return undecided(variant, northStar);
    }

    private boolean isWin(MetricComparison northStar) {
        Double adjusted = northStar.effect().adjustedPValue();
        return northStar.improvement() > 0 && adjusted != null && adjusted <= plan.alpha();
    }

    private VariantVerdict winner(String variant, MetricComparison northStar, List<MetricComparison> comparisons) {
        String metric = northStar.effect().metric();
        if (!plan.isFinal() && !plan.isFullWeek()) {
            return verdict(
                    variant,
                    Verdict.TOO_EARLY,
                    List.of(metric + " got better, but a full week has not passed: weekdays differ"));
        }
        List<String> unproven = comparisons.stream()
                .map(MetricComparison::effect)
                .filter(effect -> effect.nonInferiority() != null
                        && !effect.nonInferiority().passed())
                .map(effect -> effect.metric() + " is not shown to be safe within "
                        + percent(
                                Objects.requireNonNull(effect.nonInferiority()).margin()))
                .toList();
        if (!unproven.isEmpty()) {
            return verdict(variant, Verdict.GUARDRAIL_UNPROVEN, unproven);
        }
        return verdict(variant, Verdict.SHIP, List.of(metric + " got better"));
    }

    private VariantVerdict undecided(String variant, MetricComparison comparison) {
        Effect northStar = comparison.effect();
        if (!plan.isFinal()) {
            return verdict(variant, Verdict.TOO_EARLY, List.of(tooEarly(northStar)));
        }
        Estimate relative = northStar.relative();
        Double lower = relative.ciLower();
        Double upper = relative.ciUpper();
        if (lower != null && upper != null && lower >= -smallestWorthwhile && upper <= smallestWorthwhile) {
            return verdict(
                    variant,
                    Verdict.NEUTRAL,
                    List.of("the effect on " + northStar.metric() + " lies within " + percent(smallestWorthwhile)
                            + " of nothing"));
        }
        return verdict(variant, Verdict.INCONCLUSIVE, List.of(inconclusive(comparison)));
    }

    private static String inconclusive(MetricComparison comparison) {
        String metric = comparison.effect().metric();
        Reason undefined = comparison.effect().undefined();
        if (undefined != null) {
            return "the effect on " + metric + " cannot be tested (" + undefined + ")";
        }
        if (comparison.improvement() > 0) {
            return metric + " looks better, but among several variants that is not proof";
        }
        return comparison.improvement() < 0
                ? metric + " looks worse, but that is not proof of harm"
                : "the data allow a gain as well as a loss of " + metric;
    }

    private static String tooEarly(Effect northStar) {
        Reason undefined = northStar.undefined();
        return undefined == null
                ? northStar.metric() + " has not crossed its boundary yet"
                : northStar.metric() + " cannot be judged yet (" + undefined + ")";
    }

    private List<String> invalidReasons() {
        if (Boolean.FALSE.equals(health.sampleRatio().passed())) {
            return List.of("the arms do not have the planned sizes (INVALID_SRM)");
        }
        return List.of("the arms differed before the exposure (PRE_BIAS)");
    }

    private static VariantVerdict verdict(String variant, Verdict verdict, List<String> reasons) {
        return new VariantVerdict(variant, verdict, reasons);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.3g %%", fraction * 100);
    }

    /**
     * Returns the verdict of an experiment: INVALID if a quality check fails; SHIP if any variant ships; HARMFUL if all
     * are harmful; else the first present of GUARDRAIL_UNPROVEN, TOO_EARLY, INCONCLUSIVE, NEUTRAL.
     */
    static Verdict overall(List<VariantVerdict> variants) {
        List<Verdict> verdicts = variants.stream().map(VariantVerdict::verdict).toList();
        if (verdicts.contains(Verdict.INVALID)) {
            return Verdict.INVALID;
        }
        if (verdicts.contains(Verdict.SHIP)) {
            return Verdict.SHIP;
        }
        return List.of(Verdict.GUARDRAIL_UNPROVEN, Verdict.TOO_EARLY, Verdict.INCONCLUSIVE, Verdict.NEUTRAL).stream()
                .filter(verdicts::contains)
                .findFirst()
                .orElse(Verdict.HARMFUL);
    }
}
