package northstar.cli.remote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.events.Definitions;
import northstar.storage.DefinitionStore;
import northstar.storage.Subject;
import org.jspecify.annotations.Nullable;

/** What is defined where Northstar is deployed. */
public final class Registered {
    private final DefinitionStore definitions;

    public Registered(DefinitionStore definitions) {
        this.definitions = definitions;
    }

    /** Returns a North Star as it was defined last. */
    public Optional<NorthStar> northStar(String key) {
        return newest(Subject.northStar(key))
                .flatMap(event -> event instanceof NorthStarDefined defined
                        ? Optional.of(defined.northStar())
                        : Optional.empty());
    }

    /** Returns a metric as it was defined last. */
    public Optional<Metric> metric(String key) {
        return newest(Subject.metric(key))
                .flatMap(event -> event instanceof MetricsDefined defined
                        ? Optional.ofNullable(defined.metrics().get(key))
                        : Optional.empty());
    }

    private Optional<DefinitionEvent> newest(Subject subject) {
        return definitions.history(subject).stream()
                .max(Comparator.naturalOrder())
                .map(Version::event);
    }

    /** Returns what was declared and decided about an experiment, oldest first. */
    public List<DefinitionEvent> ofExperiment(String key) {
        return events(Subject.experiment(key));
    }

    /** Returns what was decided about a feature, oldest first. */
    public List<DefinitionEvent> ofFeature(String feature) {
        return events(Subject.feature(feature));
    }

    private List<DefinitionEvent> events(Subject subject) {
        return definitions.history(subject).stream()
                .sorted()
                .map(Version::event)
                .toList();
    }

    /** Returns an experiment as it is now, if it was launched. */
    public Optional<CurrentExperiment> experiment(String key) {
        return CurrentExperiment.of(definitions.history(Subject.experiment(key)));
    }

    /** Returns the keys of all experiments. */
    public List<String> experiments() {
        return definitions.keys(Subject.Kind.EXPERIMENT);
    }

    /** Returns the experiments of a feature, the newest first. */
    public List<Experiment> experimentsOf(String feature) {
        return experiments().stream()
                .flatMap(key -> experiment(key).stream())
                .map(CurrentExperiment::experiment)
                .filter(experiment -> experiment.feature().equals(feature))
                .sorted(Comparator.comparing(Experiment::start).reversed())
                .toList();
    }

    /** Returns what a file declares, together with what is defined here and not there. */
    public Definitions completed(Definitions file, List<String> needed) {
        List<NorthStar> northStars = new ArrayList<>(file.northStars());
        if (northStars.isEmpty()
                || file.experiments().stream().anyMatch(one -> isElsewhere(one.northStar(), northStars))) {
            definitions.keys(Subject.Kind.NORTH_STAR).stream()
                    .filter(key ->
                            northStars.stream().noneMatch(known -> known.key().equals(key)))
                    .flatMap(key -> northStar(key).stream())
                    .forEach(northStars::add);
        }
        SortedMap<String, Metric> metrics = new TreeMap<>(file.metrics());
        List<String> wanted = new ArrayList<>(needed);
        northStars.forEach(northStar -> wanted.addAll(keys(northStar)));
        wanted.stream()
                .filter(key -> !metrics.containsKey(key))
                .flatMap(key -> metric(key).stream())
                .forEach(metric -> metrics.put(metric.key(), metric));
        return new Definitions(northStars, metrics, file.experiments());
    }

    private static boolean isElsewhere(@Nullable String key, List<NorthStar> known) {
        return key != null
                && known.stream().noneMatch(northStar -> northStar.key().equals(key));
    }

    private static List<String> keys(NorthStar northStar) {
        List<String> keys = new ArrayList<>(northStar.outcomes());
        keys.add(northStar.metric());
        northStar.guardrails().forEach(guardrail -> keys.add(guardrail.metric()));
        northStar.inputs().forEach(input -> keys.add(input.metric()));
        return keys;
    }
}
