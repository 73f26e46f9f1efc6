package northstar.evaluation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.statistics.EValues;
import northstar.statistics.FamilyErrors;
import northstar.statistics.Multiplicity;

/**
 * Adjusts p-values within the families of an experiment's hypotheses (METHODS 6.3).
 *
 * <p>Family 1 is the North Star Metric over the arms (Holm). Family 2 is indicators times arms (Holm), gated until every
 * hypothesis of family 1 is rejected. Family 3 is exploratory: Benjamini-Hochberg at the final look of a single test, e-BH
 * where looks may stop any time, Holm where several looks share an error. Guardrails are tested by non-inferiority, each at
 * its full error, and stay as they are.
 *
 * <p>A hypothesis that cannot be tested counts in its family as one with p-value 1: how many there are was declared before
 * the data.
 */
final class Families {
    /** Share of false ones that is accepted among the exploratory findings. */
    static final double EXPLORATORY_SHARE = 0.1;

    private Families() {}

    /** How the exploratory family is corrected. */
    enum Exploratory {
        /** One test on complete data. */
        BENJAMINI_HOCHBERG,
        /** A confidence sequence: e-values. */
        E_VALUES,
        /** Several looks with a spending function. */
        HOLM
    }

    /** Returns the comparisons with adjusted p-values, in the order given. */
    static List<MetricComparison> adjusted(List<MetricComparison> comparisons, double alpha, Exploratory exploratory) {
        List<MetricComparison> adjusted = new ArrayList<>(comparisons);
        adjust(adjusted, Role.NORTH_STAR, Families::pValue, Multiplicity.HOLM::adjustedPValues);
        adjust(adjusted, Role.INDICATOR, Families::pValue, Multiplicity.HOLM::adjustedPValues);
        switch (exploratory) {
            case BENJAMINI_HOCHBERG ->
                adjust(adjusted, Role.EXPLORATORY, Families::pValue, Multiplicity.BENJAMINI_HOCHBERG::adjustedPValues);
            case E_VALUES -> adjust(adjusted, Role.EXPLORATORY, Families::eValue, EValues::adjusted);
            case HOLM -> adjust(adjusted, Role.EXPLORATORY, Families::pValue, Multiplicity.HOLM::adjustedPValues);
        }
        boolean open = adjusted.stream()
                .map(MetricComparison::effect)
                .filter(effect -> effect.role() == Role.NORTH_STAR)
                .allMatch(effect -> effect.adjustedPValue() != null && effect.adjustedPValue() <= alpha);
        if (!open) {
            adjusted.replaceAll(Families::gated);
        }
        return List.copyOf(adjusted);
    }

    private static double pValue(MetricComparison comparison) {
        return Objects.requireNonNullElse(comparison.effect().pValue(), 1.0);
    }

    private static double eValue(MetricComparison comparison) {
        return comparison.eValue().orElse(0);
    }

    private static void adjust(
            List<MetricComparison> comparisons,
            Role role,
            ToDoubleFunction<MetricComparison> evidence,
            UnaryOperator<double[]> correction) {
        int[] family = IntStream.range(0, comparisons.size())
                .filter(i -> comparisons.get(i).effect().role() == role)
                .toArray();
        double[] adjusted = correction.apply(IntStream.of(family)
                .mapToDouble(i -> evidence.applyAsDouble(comparisons.get(i)))
                .toArray());
        for (int i = 0; i < adjusted.length; i++) {
            MetricComparison comparison = comparisons.get(family[i]);
            Effect effect = comparison.effect();
            if (effect.pValue() != null) {
                comparisons.set(family[i], comparison.withEffect(effect.withFamily(adjusted[i], effect.flags())));
            }
        }
    }

    private static MetricComparison gated(MetricComparison comparison) {
        Effect effect = comparison.effect();
        if (effect.role() != Role.INDICATOR) {
            return comparison;
        }
        Set<Reason> flags = EnumSet.of(Reason.GATED);
        flags.addAll(effect.flags());
        return comparison.withEffect(effect.withFamily(effect.adjustedPValue(), List.copyOf(flags)));
    }

    /**
     * Returns the error of the exploratory metrics' intervals: with R of m findings selected, R/m of the accepted share, so
     * that the intervals of those selected miss no more often than that; never more than the experiment's alpha.
     *
     * @param adjusted comparisons with their adjusted p-values
     * @return empty without exploratory metrics
     */
    static OptionalDouble exploratoryAlpha(List<MetricComparison> adjusted, double alpha) {
        List<Effect> family = adjusted.stream()
                .map(MetricComparison::effect)
                .filter(effect -> effect.role() == Role.EXPLORATORY)
                .toList();
        if (family.isEmpty()) {
            return OptionalDouble.empty();
        }
        int selected = (int) family.stream()
                .filter(effect -> effect.adjustedPValue() != null && effect.adjustedPValue() <= EXPLORATORY_SHARE)
                .count();
        return OptionalDouble.of(
                Math.min(alpha, FamilyErrors.ofSelectedIntervals(EXPLORATORY_SHARE, selected, family.size())));
    }
}
