package northstar.cli.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.cli.input.WrongInputException;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.evaluation.Baseline;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows of metrics, as the command line says it: {@code 2.5} of the North Star Metric, {@code refunds=0.03} of
 * another.
 *
 * @param means of {@code --mean}
 * @param deviations of {@code --sd}
 * @param variances of {@code --variance}
 * @param explained of {@code --explained}
 */
public record GivenNumbers(
        List<String> means, List<String> deviations, List<String> variances, List<String> explained) {
    public GivenNumbers {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        variances = List.copyOf(variances);
        explained = List.copyOf(explained);
    }

    /** Returns whether the level of the North Star Metric is given, so that nothing needs to be measured. */
    public boolean hasLevelOf(PinnedExperiment pinned) {
        return of(pinned, "--mean", means).containsKey(pinned.northStar().metric());
    }

    /**
     * Returns the baselines with what is given in the place of what was measured.
     *
     * @param measured by metric key
     * @throws WrongInputException if a number is none, out of its range, of no metric of the experiment, or not enough
     */
    public SortedMap<String, Baseline> over(PinnedExperiment pinned, Map<String, Baseline> measured) {
        Map<String, Double> mean = of(pinned, "--mean", means);
        Map<String, Double> variance = new LinkedHashMap<>();
        of(pinned, "--sd", deviations).forEach((key, sd) -> variance.put(key, sd * sd));
        of(pinned, "--variance", variances).forEach((key, value) -> {
            if (variance.put(key, value) != null) {
                throw new WrongInputException("--variance == " + key + "=" + value + ", must not be given beside --sd");
            }
        });
        Map<String, Double> share = of(pinned, "--explained", explained);
        SortedMap<String, Baseline> baselines = new TreeMap<>();
        for (String key : pinned.metrics().keySet()) {
            Baseline baseline =
                    baseline(pinned.metric(key), measured.get(key), mean.get(key), variance.get(key), share.get(key));
            if (baseline != null) {
                baselines.put(key, baseline);
            }
        }
        return baselines;
    }

    private static @Nullable Baseline baseline(
            Metric metric,
            @Nullable Baseline measured,
            @Nullable Double mean,
            @Nullable Double variance,
            @Nullable Double share) {
        String key = metric.key();
        if (measured == null) {
            if (mean == null && (variance != null || share != null)) {
                throw new WrongInputException("--mean == absent, must be given for " + key + " too");
            }
            return mean == null ? null : baseline(metric, mean, variance, variance, share == null ? 0 : share);
        }
        return baseline(
                metric,
                mean == null ? measured.mean() : mean,
                variance,
                variance == null ? Double.valueOf(measured.variance()) : variance,
                share == null ? measured.explained() : share);
    }

    private static Baseline baseline(
            Metric metric, double mean, @Nullable Double given, @Nullable Double variance, double explained) {
        String key = metric.key();
        boolean isShare = Baseline.isShare(metric);
        if (isShare && given != null) {
            throw new WrongInputException("--sd == " + Math.sqrt(given) + " for " + key
                    + ", must be left out: the spread of a share follows from it");
        }
        if (!isShare && variance == null) {
            throw new WrongInputException("--sd == absent, must be given for " + key + " too, or --variance");
        }
        try {
            return isShare || variance == null
                    ? Baseline.ofShare(mean, explained)
                    : new Baseline(mean, variance, explained);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(key + ": " + e.getMessage());
        }
    }

    private static Map<String, Double> of(PinnedExperiment pinned, String option, List<String> texts) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String text : texts) {
            int sign = text.indexOf('=');
            String key = sign < 0
                    ? pinned.northStar().metric()
                    : text.substring(0, sign).strip();
            if (!pinned.metrics().containsKey(key)) {
                throw new WrongInputException(option + " == \"" + text + "\", must name one of "
                        + String.join(", ", pinned.metrics().keySet()));
            }
            if (numbers.put(key, number(option, text, text.substring(sign + 1).strip())) != null) {
                throw new WrongInputException(option + " == \"" + text + "\", must be given once for " + key);
            }
        }
        return numbers;
    }

    private static double number(String option, String text, String digits) {
        try {
            double number = Double.parseDouble(digits);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, together with numbers that are not finite
        }
        throw new WrongInputException(option + " == \"" + text + "\", must be a number, or METRIC=number");
    }
}
