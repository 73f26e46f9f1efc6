package northstar.cli.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import northstar.domain.definition.Metric;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Unadjusted;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Level;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.measurement.activity.Explanation;
import org.jspecify.annotations.Nullable;

/** What was divided by what, with the numbers: first each arm, then each treatment against control. */
final class Formula {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final MathContext TOTAL_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);
    private static final String MINUS = "−";

    private final Explanation explanation;

    Formula(Explanation explanation) {
        this.explanation = explanation;
    }

    /** Returns a row for each variant and for each effect: name, result, how it is made. */
    List<List<String>> rows(String control, List<Effect> effects) {
        List<List<String>> rows = new ArrayList<>();
        explanation.mature().forEach((variant, moments) -> arm(rows, variant, moments));
        for (Effect effect : effects) {
            if (effect.absolute().value() == null) {
                continue;
            }
            Unadjusted raw = effect.unadjusted();
            if (raw == null) {
                compared(rows, effect.variant(), control, effect.control(), effect.treatment(), effect.absolute());
                relative(rows, effect.control(), effect.absolute(), effect.relative());
            } else {
                compared(rows, effect.variant(), control, raw.control(), raw.treatment(), raw.absolute());
                relative(rows, raw.control(), raw.absolute(), raw.relative());
                rows.add(List.of("", "", "Adjusted by what is known from before the exposure (CUPED):"));
                compared(rows, effect.variant(), control, effect.control(), effect.treatment(), effect.absolute());
                relative(rows, effect.control(), effect.absolute(), effect.relative());
            }
        }
        return List.copyOf(rows);
    }

    private void arm(List<List<String>> rows, String variant, Moments moments) {
        MetricMoments metric = moments.metrics().get(explanation.metric().key());
        if (metric == null) {
            return;
        }
        PowerSums sums = metric.sums();
        BigDecimal above = sums.values().getFirst();
        boolean isRatio = metric.leading() == 2;
        String below = isRatio ? total(sums.values().get(1)) : total(BigDecimal.valueOf(sums.n()));
        rows.add(List.of(variant, number(Explanation.level(metric)), total(above) + " / " + below));
        if (!isRatio && sums.n() >= 2 && sums.products() != null) {
            double variance = sums.covariance(0, 0);
            rows.add(List.of(
                    "  standard error",
                    number(Math.sqrt(variance / sums.n())),
                    "√(variance " + number(variance) + " / " + below + ")"));
        }
    }

    private void compared(
            List<List<String>> rows, String variant, String control, Level without, Level with, Estimate absolute) {
        boolean isQuantile = explanation.metric() instanceof Metric.Quantile;
        if (isQuantile) {
            rows.add(List.of(control, number(without.mean()), "read off the sums at the thresholds"));
            rows.add(List.of(variant, number(with.mean()), "read off the sums at the thresholds"));
        }
        rows.add(List.of(
                "effect of " + variant,
                signed(absolute.value()),
                number(with.mean()) + " − " + number(without.mean())));
        rows.add(List.of(
                "  standard error",
                number(absolute.standardError()),
                with.standardError() == null || without.standardError() == null
                        ? ""
                        : "√(" + number(with.standardError()) + "² + " + number(without.standardError()) + "²)"));
    }

    private static void relative(List<List<String>> rows, Level control, Estimate absolute, Estimate relative) {
        Double value = relative.value();
        rows.add(List.of(
                "  relative",
                value == null ? "–" : signed(100 * value) + " %",
                signed(absolute.value()) + " / |" + number(control.mean()) + "|"));
    }

    /** A sum of doubles has noise behind its digits that count. */
    private static String total(BigDecimal sum) {
        BigDecimal rounded = sum.round(TOTAL_DIGITS).stripTrailingZeros();
        return String.format(Locale.ROOT, "%,." + Math.clamp(rounded.scale(), 0, 12) + "f", rounded)
                .replace("-", MINUS);
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        boolean isPlain = (Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15) || value == 0;
        String digits = isPlain
                ? String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded)
                : rounded.toString();
        return digits.replace("-", MINUS);
    }

    private static String signed(@Nullable Double value) {
        return value != null && value > 0 ? "+" + number(value) : number(value);
    }
}
