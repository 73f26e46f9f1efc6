package northstar.cli.programme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Registry;
import northstar.domain.definition.Registry.Resolution;
import northstar.events.ContentHash;

/** Finds the North Star and the metrics of an experiment, as if everything had been declared at its start. */
public final class Pinning {
    private Pinning() {}

    /**
     * Returns an experiment with what it refers to.
     *
     * @throws WrongInputException if something that it refers to is not defined in the file or beside it
     */
    public static PinnedExperiment of(Experiment experiment, DefinitionFile file) {
        Map<String, List<Version>> northStars = new HashMap<>();
        for (NorthStar northStar : file.northStars()) {
            northStars.put(northStar.key(), List.of(version(new NorthStarDefined(northStar, experiment.start()))));
        }
        Map<String, List<Version>> metrics = new HashMap<>();
        for (Metric metric : file.metrics().values()) {
            metrics.put(
                    metric.key(),
                    List.of(version(new MetricsDefined(Map.of(metric.key(), metric), experiment.start()))));
        }
        CurrentExperiment current = CurrentExperiment.of(
                        List.of(version(new ExperimentLaunched(experiment, experiment.start()))))
                .orElseThrow();
        return switch (new Registry(northStars, metrics).resolve(current, ContentHash::of)) {
            case Resolution.Pinned pinned -> pinned.experiment();
            case Resolution.Pending pending -> throw missing(experiment, file, pending);
        };
    }

    private static Version version(DefinitionEvent event) {
        return new Version(event, ContentHash.of(event));
    }

    private static WrongInputException missing(Experiment experiment, DefinitionFile file, Resolution.Pending pending) {
        List<String> lines = new ArrayList<>();
        String where = "defined in it, in --metrics, or in north-star.yaml or metrics.yaml beside it";
        String northStar = pending.northStar();
        if (northStar != null) {
            lines.add(
                    northStar.equals(Resolution.Pending.UNNAMED)
                            ? file.path() + ": northStar of " + experiment.key()
                                    + " == absent, must be named, or be the only one that is " + where + " (there are "
                                    + file.northStars().size() + ")"
                            : file.path() + ": northStar of " + experiment.key() + " == \"" + northStar + "\", must be "
                                    + where);
        }
        for (String metric : pending.metrics()) {
            lines.add(file.path() + ": metric \"" + Objects.requireNonNull(metric) + "\" of " + experiment.key()
                    + " == absent, must be " + where);
        }
        return new WrongInputException(String.join("\n", lines));
    }
}
