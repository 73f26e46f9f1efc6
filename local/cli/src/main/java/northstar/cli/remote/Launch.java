package northstar.cli.remote;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.events.DefinitionReview;
import northstar.events.Definitions;

/**
 * What has to be said to launch the experiments of a file: what is registered already is not said again.
 *
 * @param file the file, with what is defined in the deployment beside it
 * @param events what is to be put on the bus
 * @param launched keys of the experiments that are new or have changed
 * @param unchanged keys of those that are registered as they are
 * @param warnings what should be thought over
 */
public record Launch(
        DefinitionFile file,
        List<DefinitionEvent> events,
        List<String> launched,
        List<String> unchanged,
        List<String> warnings) {
    public Launch {
        events = List.copyOf(events);
        launched = List.copyOf(launched);
        unchanged = List.copyOf(unchanged);
        warnings = List.copyOf(warnings);
    }

    /**
     * Compares a file with what is registered.
     *
     * @param now when the definitions are made
     * @throws WrongInputException if something that the file names is defined nowhere, or a running experiment would change
     */
    public static Launch of(DefinitionFile file, Registered registered, Instant now) {
        Definitions all = file.complete();
        if (all.experiments().isEmpty()) {
            throw new WrongInputException(file.path() + ": experiments == 0, must be at least 1");
        }
        List<String> needed =
                all.experiments().stream().flatMap(Launch::metrics).distinct().toList();
        Definitions completed = registered.completed(all, needed);
        DefinitionReview review = DefinitionReview.of(completed);
        if (!review.errors().isEmpty()) {
            throw new WrongInputException(String.join("\n", review.errors()));
        }
        List<DefinitionEvent> events = new ArrayList<>();
        for (NorthStar northStar : all.northStars()) {
            if (registered.northStar(northStar.key()).filter(northStar::equals).isEmpty()) {
                events.add(new NorthStarDefined(northStar, now));
            }
        }
        SortedMap<String, Metric> metrics = new TreeMap<>(all.metrics());
        metrics.values()
                .removeIf(metric ->
                        registered.metric(metric.key()).filter(metric::equals).isPresent());
        if (!metrics.isEmpty()) {
            events.add(new MetricsDefined(metrics, now));
        }
        List<String> launched = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (Experiment experiment : all.experiments()) {
            if (isNew(experiment, registered, now)) {
                events.add(new ExperimentLaunched(experiment, now));
                launched.add(experiment.key());
            } else {
                unchanged.add(experiment.key());
            }
        }
        Map<Path, Definitions> beside = new LinkedHashMap<>(file.beside());
        beside.put(Path.of("deployment"), completed);
        DefinitionFile whole = new DefinitionFile(file.path(), file.own(), beside);
        return new Launch(whole, events, launched, unchanged, review.warnings());
    }

    private static Stream<String> metrics(Experiment experiment) {
        return Stream.of(
                        experiment.indicators(),
                        experiment.guardrails().stream().map(Guardrail::metric).toList(),
                        experiment.exploratory())
                .flatMap(List::stream);
    }

    private static boolean isNew(Experiment experiment, Registered registered, Instant now) {
        CurrentExperiment current = registered.experiment(experiment.key()).orElse(null);
        if (current == null) {
            return true;
        }
        boolean isKnown = registered.ofExperiment(experiment.key()).stream()
                .anyMatch(event -> event instanceof ExperimentLaunched launch
                        && launch.experiment().equals(experiment));
        if (isKnown
                && (current.experiment().equals(experiment)
                        || !now.isBefore(current.experiment().start()))) {
            return false;
        }
        if (!now.isBefore(current.experiment().start())) {
            throw new WrongInputException("experiment " + experiment.key() + " == running since "
                    + current.experiment().start() + ", must not be launched with another definition; send an"
                    + " Experiment Changed, or give the new one another key");
        }
        return true;
    }
}
