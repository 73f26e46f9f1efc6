package northstar.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Health.Surprise;
import northstar.domain.evaluation.Health.SurpriseKind;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.domain.moments.Segment;
import northstar.statistics.Comparison;
import northstar.statistics.Estimand;
import northstar.statistics.PostStratification.Stratum;
import northstar.statistics.Twyman;
import org.jspecify.annotations.Nullable;

/** Asks of each treatment's effect on the North Star Metric whether it is too good, or too odd, to be true. */
final class Surprises {
    /** Standard deviation of true relative effects, before anything has been learned of them. */
    private static final double PRIOR_ERROR = 0.05;

    private final PinnedExperiment pinned;
    private final Measurement measurement;

    Surprises(PinnedExperiment pinned, Measurement measurement) {
        this.pinned = pinned;
        this.measurement = measurement;
    }

    List<Surprise> of(List<MetricComparison> comparisons) {
        List<Surprise> surprises = new ArrayList<>();
        for (MetricComparison comparison : comparisons) {
            if (comparison.effect().role() == Role.NORTH_STAR) {
                ofEffect(comparison.effect(), surprises);
                ofUnits(comparison.effect().variant(), surprises);
                if (comparison.improvement() != 0) {
                    ofSegments(comparison.effect().variant(), surprises);
                }
            }
        }
        return List.copyOf(surprises);
    }

    private void ofEffect(Effect effect, List<Surprise> surprises) {
        Double relative = effect.relative().value();
        Double standardError = effect.relative().standardError();
        Double pValue = effect.pValue();
        if (relative != null && standardError != null && standardError > 0 && pValue != null) {
            add(effect.variant(), Twyman.unlikeOthers(relative, standardError, PRIOR_ERROR), surprises);
            add(effect.variant(), Twyman.largeEffect(relative), surprises);
        }
        if (pValue != null) {
            long units = effect.control().n() + effect.treatment().n();
            add(effect.variant(), Twyman.tinyPValue(pValue, units), surprises);
        }
    }

    /** Equal shares are nothing odd: there are few that a share can be. */
    private void ofUnits(String variant, List<Surprise> surprises) {
        Metric metric = pinned.northStarMetric();
        String control = pinned.experiment().control().key();
        if (ArmPair.of(measurement, metric, control, variant)
                instanceof ArmPair.Compared(Comparison.Estimated comparison)) {
            add(variant, Twyman.unequalVariances(comparison), surprises);
            if (!(Arms.estimand(metric) instanceof Estimand.Proportion)) {
                add(variant, Twyman.identicalArms(comparison), surprises);
            }
        }
    }

    /** Units that share one value of an attribute. */
    private record Part(Segment segment, Stratum stratum) {}

    /** Each attribute on its own: its segments are the parts of the whole. */
    private void ofSegments(String variant, List<Surprise> surprises) {
        Estimand estimand = Arms.estimand(pinned.northStarMetric());
        if (estimand == null) {
            return;
        }
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        measurement.segments().forEach((segment, variants) -> {
            Stratum stratum = stratum(variants, variant);
            if (stratum != null) {
                parts.computeIfAbsent(segment.attribute(), _ -> new ArrayList<>())
                        .add(new Part(segment, stratum));
            }
        });
        for (List<Part> attribute : parts.values()) {
            Twyman.oneDayCarriesIt(
                            estimand, attribute.stream().map(Part::stratum).toList())
                    .ifPresent(surprise -> surprises.add(new Surprise(
                            variant,
                            SurpriseKind.ONE_SEGMENT_CARRIES_IT,
                            surprise.observed(),
                            surprise.limit(),
                            attribute.get((int) surprise.observed()).segment())));
        }
    }

    private @Nullable Stratum stratum(SortedMap<String, Moments> variants, String variant) {
        MetricMoments control = of(variants, pinned.experiment().control().key());
        MetricMoments treatment = of(variants, variant);
        if (control == null || treatment == null) {
            return null;
        }
        int columns = control.sums().variables();
        return new Stratum(Arms.of(control, columns), Arms.of(treatment, columns));
    }

    private @Nullable MetricMoments of(SortedMap<String, Moments> variants, String variant) {
        Moments moments = variants.get(variant);
        return moments == null ? null : moments.metrics().get(pinned.northStar().metric());
    }

    private static void add(String variant, Optional<Twyman.Surprise> surprise, List<Surprise> surprises) {
        surprise.ifPresent(found -> surprises.add(new Surprise(
                variant, SurpriseKind.valueOf(found.kind().name()), found.observed(), found.limit(), null)));
    }
}
