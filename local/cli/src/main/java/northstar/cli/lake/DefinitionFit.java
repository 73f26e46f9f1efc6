package northstar.cli.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import northstar.cli.input.DefinitionFile;
import northstar.domain.definition.Condition;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.lake.SealedDay;

/** Whether what definitions name is what the manifests of a lake's days name. */
final class DefinitionFit {
    private final Map<String, SortedSet<String>> variants = new TreeMap<>();
    private final SortedSet<String> events = new TreeSet<>();

    DefinitionFit(List<SealedDay> exposures, List<SealedDay> activities) {
        for (SealedDay day : exposures) {
            for (SealedDay.Group group : day.groups()) {
                variants.computeIfAbsent(group.name(), _ -> new TreeSet<>()).add(String.valueOf(group.variant()));
            }
        }
        activities.forEach(day -> day.groups().forEach(group -> events.add(group.name())));
    }

    /** Returns what is found of each experiment and metric of a file, and of experiments that it does not define. */
    List<Symptom> of(DefinitionFile file) {
        List<Symptom> symptoms = new ArrayList<>();
        SortedSet<String> undefined = new TreeSet<>(variants.keySet());
        for (Experiment experiment : file.own().experiments()) {
            if (experiment.data() instanceof DataSource.Events) {
                symptoms.addAll(of(experiment));
                undefined.remove(experiment.key());
            }
        }
        if (!undefined.isEmpty()) {
            symptoms.add(Symptom.warn(
                    "seen but not defined here: " + String.join(", ", undefined),
                    "write a definition for each, or ignore them"));
        }
        symptoms.addAll(of(file.complete().metrics().values()));
        return symptoms;
    }

    /** Returns what is found of an experiment's variants. */
    List<Symptom> of(Experiment experiment) {
        SortedSet<String> unknown = new TreeSet<>(variants.getOrDefault(experiment.key(), new TreeSet<>()));
        if (unknown.isEmpty()) {
            return List.of(Symptom.problem(
                    experiment.key() + ": no exposures",
                    "see under which key the tool exposes it; keys are lower case"));
        }
        SortedSet<String> missing = new TreeSet<>();
        for (Variant variant : experiment.variants()) {
            if (!unknown.remove(variant.key())) {
                missing.add(variant.key());
            }
        }
        List<Symptom> symptoms = new ArrayList<>();
        if (!unknown.isEmpty()) {
            symptoms.add(Symptom.problem(
                    experiment.key() + ": unknown variants " + String.join(", ", unknown),
                    "name them in the definition, or mend what exposes them"));
        }
        if (!missing.isEmpty()) {
            symptoms.add(Symptom.problem(
                    experiment.key() + ": variants without exposures " + String.join(", ", missing),
                    "see whether keys differ from those that arrive"));
        }
        return symptoms.isEmpty() ? List.of(Symptom.ok(experiment.key() + ": every variant arrives")) : symptoms;
    }

    /** Returns which metrics count what never occurs. */
    List<Symptom> of(Collection<Metric> metrics) {
        List<Symptom> symptoms = new ArrayList<>();
        for (Metric metric : metrics) {
            List<String> absent = events(metric).stream()
                    .filter(event -> !events.contains(event))
                    .distinct()
                    .toList();
            if (!absent.isEmpty()) {
                symptoms.add(Symptom.problem(
                        "metric " + metric.key() + " counts what never occurs: " + String.join(", ", absent),
                        "northstar events lists the names that do"));
            }
        }
        return symptoms;
    }

    /** Returns which metrics read a property, or the value, that their event never has. */
    static List<Symptom> of(Collection<Metric> metrics, List<SeenEvent> catalogue) {
        List<Symptom> symptoms = new ArrayList<>();
        for (Metric metric : metrics) {
            SortedSet<String> absent = new TreeSet<>();
            for (Source.Activities source : sources(metric)) {
                catalogue.stream()
                        .filter(event -> event.event().equals(source.event()))
                        .forEach(event -> absent.addAll(absent(source, event)));
            }
            if (!absent.isEmpty()) {
                symptoms.add(Symptom.problem(
                        "metric " + metric.key() + " reads what is never there: " + String.join(", ", absent),
                        "northstar events lists the properties of each event"));
            }
        }
        return symptoms;
    }

    private static List<String> absent(Source.Activities source, SeenEvent event) {
        SortedSet<String> read = new TreeSet<>(source.where().keySet());
        source.where().forEach((property, conditions) -> {
            if (conditions.stream().allMatch(Condition.Exists.class::isInstance)) {
                read.remove(property);
            }
        });
        if (source.value() != null) {
            read.add(source.value());
        }
        event.properties().forEach(property -> read.remove(property.key()));
        if (event.values() > 0) {
            read.remove("value");
        }
        return read.stream().map(property -> event.event() + "." + property).toList();
    }

    private static List<String> events(Metric metric) {
        return metric instanceof Metric.Funnel funnel
                ? funnel.steps()
                : sources(metric).stream().map(Source.Activities::event).toList();
    }

    private static List<Source.Activities> sources(Metric metric) {
        return switch (metric) {
            case Metric.Mean mean -> activities(mean.source());
            case Metric.Proportion proportion -> activities(proportion.source());
            case Metric.Ratio ratio -> activities(ratio.numerator(), ratio.denominator());
            case Metric.Retention retention -> activities(retention.source());
            case Metric.Quantile quantile -> activities(quantile.source());
            case Metric.ActiveDays days -> activities(days.source());
            case Metric.Funnel _ -> List.of();
            case Metric.Last last -> activities(last.source());
        };
    }

    private static List<Source.Activities> activities(Source... sources) {
        return Stream.of(sources)
                .filter(Source.Activities.class::isInstance)
                .map(Source.Activities.class::cast)
                .toList();
    }
}
