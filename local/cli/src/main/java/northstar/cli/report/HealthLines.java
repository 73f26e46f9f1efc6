package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.MultipleExposure;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SampleRatio;
import northstar.domain.evaluation.Health.SegmentRatio;

/** Says whether the data can be trusted. */
final class HealthLines {
    private HealthLines() {}

    static List<Line> of(Experiment experiment, Health health) {
        List<Line> lines = new ArrayList<>();
        lines.add(sampleRatio(experiment, health.sampleRatio()));
        multipleExposure(health.multipleExposure(), lines);
        if (health.preExposureBias() != null) {
            lines.add(preExposureBias(health.preExposureBias()));
        }
        for (SegmentRatio segment : health.segments()) {
            lines.add(Line.of(
                    "In " + segment.segment().attribute() + " "
                            + segment.segment().value()
                            + " the groups do not have the planned sizes: " + sizes(experiment, segment.observed())
                            + ". Find out why.",
                    Emphasis.CAUTION));
        }
        lines.addAll(
                SurpriseLines.of(health.surprises(), experiment.treatments().size() > 1));
        return lines;
    }

    private static Line sampleRatio(Experiment experiment, SampleRatio ratio) {
        String sizes = sizes(experiment, ratio.observed());
        Boolean passed = ratio.passed();
        if (passed == null) {
            return Line.of(
                    "Whether the groups have the planned sizes is unknown: "
                            + Remarks.absence(Objects.requireNonNull(ratio.undefined())) + " (" + sizes + ").",
                    Emphasis.CAUTION);
        }
        if (passed) {
            return Line.of("The groups have the planned sizes").plus(" (" + sizes + ").", Emphasis.FAINT);
        }
        String planned = ratio.expected() == null
                ? ""
                : "; planned were "
                        + experiment.variants().stream()
                                .map(Variant::key)
                                .map(key -> Figures.count(
                                        Math.round(ratio.expected().getOrDefault(key, 0.0))))
                                .collect(Collectors.joining(" and "));
        return Line.of("The groups do not have the planned sizes: " + sizes + planned + ".", Emphasis.BAD);
    }

    private static String sizes(Experiment experiment, Map<String, Long> observed) {
        return experiment.variants().stream()
                .map(variant -> Figures.count(observed.getOrDefault(variant.key(), 0L)) + " in " + variant.key())
                .collect(Collectors.joining(", "));
    }

    private static void multipleExposure(MultipleExposure exposure, List<Line> lines) {
        if (exposure.units() > 0) {
            lines.add(Line.of(
                    Figures.count(exposure.units(), "unit") + " (" + Figures.roughly(exposure.share())
                            + ") met two variants and " + (exposure.units() == 1 ? "is" : "are") + " left out"
                            + (exposure.passed() ? "." : ": check how units are assigned."),
                    exposure.passed() ? Emphasis.NONE : Emphasis.CAUTION));
        }
    }

    private static Line preExposureBias(PreExposureBias bias) {
        return bias.passed()
                ? Line.of("The groups were alike before the experiment began.")
                : Line.of("The groups differed before the experiment began: check the randomisation.", Emphasis.BAD);
    }
}
