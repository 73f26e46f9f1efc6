package northstar.evaluation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.statistics.Multiplicity;

/**
 * Adjusts p-values within the families of an experiment's hypotheses (METHODS 6.3).
 *
 * <p>Family 1 is the North Star Metric over the arms (Holm). Family 2 is indicators times arms (Holm), gated until every
 * hypothesis of family 1 is rejected. Family 3 is exploratory (Benjamini-Hochberg). Guardrails are tested by
 * non-inferiority, each at its full error, and stay as they are.
 */
final class Families {
    private Families() {}

    /** Returns the comparisons with adjusted p-values, in the order given. */
    static List<MetricComparison> adjusted(List<MetricComparison> comparisons, double alpha) {
        List<MetricComparison> adjusted = new ArrayList<>(comparisons);
        adjust(adjusted, Role.NORTH_STAR, Multiplicity.HOLM);
        adjust(adjusted, Role.INDICATOR, Multiplicity.HOLM);
        adjust(adjusted, Role.EXPLORATORY, Multiplicity.BENJAMINI_HOCHBERG);
        boolean open = adjusted.stream()
                .map(MetricComparison::effect)
                .filter(effect -> effect.role() == Role.NORTH_STAR)
                .allMatch(effect -> effect.adjustedPValue() != null && effect.adjustedPValue() <= alpha);
        if (!open) {
            adjusted.replaceAll(Families::gated);
        }
        return List.copyOf(adjusted);
    }

    private static void adjust(List<MetricComparison> comparisons, Role role, Multiplicity correction) {
        List<Integer> family = new ArrayList<>();
        for (int i = 0; i < comparisons.size(); i++) {
            Effect effect = comparisons.get(i).effect();
            if (effect.role() == role && effect.pValue() != null) {
                family.add(i);
            }
        }
        double[] pValues = family.stream()
                .mapToDouble(
                        i -> Objects.requireNonNull(comparisons.get(i).effect().pValue()))
                .toArray();
        double[] adjusted = correction.adjustedPValues(pValues);
        for (int i = 0; i < adjusted.length; i++) {
            MetricComparison comparison = comparisons.get(family.get(i));
            Effect effect = comparison.effect();
            comparisons.set(family.get(i), comparison.withEffect(effect.withFamily(adjusted[i], effect.flags())));
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
}
