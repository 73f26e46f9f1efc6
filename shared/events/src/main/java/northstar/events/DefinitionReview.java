package northstar.events;

import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, or at least odd, about definitions that are well-formed one by one.
 *
 * @param errors what cannot work, for instance a metric that nobody defines
 * @param warnings what will work but should be thought over, for instance a vanity metric
 */
public record DefinitionReview(List<String> errors, List<String> warnings) {
    /** More leading indicators than this share the attention, and the error of the tests. */
    private static final int MAX_INDICATORS = 5;

    public DefinitionReview {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Returns the review of all that is declared together. */
    public static DefinitionReview of(Definitions definitions) {
        Reviewer reviewer = new Reviewer(definitions);
        definitions.northStars().forEach(reviewer::northStar);
        definitions.experiments().forEach(reviewer::experiment);
        return new DefinitionReview(reviewer.errors, reviewer.warnings);
    }

    private static final class Reviewer {
        private final Definitions definitions;
        private final List<String> errors = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Reviewer(Definitions definitions) {
            this.definitions = definitions;
        }

        void northStar(NorthStar star) {
            String subject = "northStar " + star.key();
            defined(subject, "metric", star.metric());
            definedAll(subject, "outcomes", "", star.outcomes());
            definedAll(subject, "guardrails", ".metric", metrics(star.guardrails()));
            definedAll(
                    subject,
                    "inputs",
                    ".metric",
                    star.inputs().stream().map(NorthStar.Input::metric).toList());
            for (int i = 0; i < star.inputs().size(); i++) {
                String drives = star.inputs().get(i).drives();
                if (drives != null) {
                    defined(subject, "inputs[" + i + "].drives", drives);
                }
            }
            few(subject, "inputs.length", star.inputs().size());
            sentence(subject, "name", star.name());
            sentence(subject, "coreValue", star.coreValue());
            vanity(subject, star);
        }

        void experiment(Experiment experiment) {
            String subject = "experiment " + experiment.key();
            definedAll(subject, "indicators", "", experiment.indicators());
            definedAll(subject, "guardrails", ".metric", metrics(experiment.guardrails()));
            definedAll(subject, "exploratory", "", experiment.exploratory());
            few(subject, "indicators.length", experiment.indicators().size());
            NorthStar star = northStarOf(subject, experiment);
            if (star != null) {
                PinnedExperiment.metricKeys(experiment, star).forEach(key -> measurable(subject, experiment, key));
            }
        }

        private @Nullable NorthStar northStarOf(String subject, Experiment experiment) {
            List<NorthStar> stars = definitions.northStars();
            String key = experiment.northStar();
            if (key == null) {
                if (stars.size() == 1) {
                    return stars.getFirst();
                }
                errors.add(subject + ": northStar == absent, must be given where " + stars.size() + " are defined");
                return null;
            }
            for (NorthStar star : stars) {
                if (star.key().equals(key)) {
                    return star;
                }
            }
            errors.add(subject + ": northStar == " + Shown.of(key) + ", must be defined");
            return null;
        }

        private static List<String> metrics(List<Guardrail> guardrails) {
            return guardrails.stream().map(Guardrail::metric).toList();
        }

        private void definedAll(String subject, String list, String member, List<String> keys) {
            for (int i = 0; i < keys.size(); i++) {
                defined(subject, list + "[" + i + "]" + member, keys.get(i));
            }
        }

        private void defined(String subject, String path, String key) {
            if (!definitions.metrics().containsKey(key)) {
                errors.add(subject + ": " + path + " == " + Shown.of(key) + ", must be a defined metric");
            }
        }

        private void measurable(String subject, Experiment experiment, String key) {
            Metric metric = definitions.metrics().get(key);
            String rule = metric == null ? null : rule(metric, experiment.data());
            if (rule != null) {
                errors.add(subject + ": metric " + Shown.of(key) + " " + rule);
            }
        }

        private static @Nullable String rule(Metric metric, DataSource data) {
            List<Source> sources = sources(metric);
            return switch (data) {
                case DataSource.Units _ ->
                    sources.stream().allMatch(Source.Column.class::isInstance) && !sources.isEmpty()
                            ? null
                            : "must name a column, since the data are a table of units";
                case DataSource.Aggregates _ ->
                    metric instanceof Metric.Mean || metric instanceof Metric.Proportion
                            ? null
                            : "must be of type mean or proportion, since the data are aggregates";
                case DataSource.Events _ ->
                    sources.stream().allMatch(Source.Activities.class::isInstance)
                            ? null
                            : "must name an event, since the data are events";
            };
        }

        /** Returns where a metric's values come from; none for a funnel, which names its events as steps. */
        private static List<Source> sources(Metric metric) {
            return switch (metric) {
                case Metric.Mean mean -> List.of(mean.source());
                case Metric.Proportion proportion -> List.of(proportion.source());
                case Metric.Ratio ratio -> List.of(ratio.numerator(), ratio.denominator());
                case Metric.Retention retention -> List.of(retention.source());
                case Metric.Quantile quantile -> List.of(quantile.source());
                case Metric.ActiveDays days -> List.of(days.source());
                case Metric.Funnel _ -> List.of();
                case Metric.Last last -> List.of(last.source());
            };
        }

        private void few(String subject, String path, int count) {
            if (count > MAX_INDICATORS) {
                warnings.add(subject + ": " + path + " == " + count + ", should be at most " + MAX_INDICATORS);
            }
        }

        private void sentence(String subject, String key, @Nullable String text) {
            if (text == null) {
                warnings.add(subject + ": " + key
                        + " == absent, should be given, so that the North Star can be said in one sentence");
            }
        }

        private void vanity(String subject, NorthStar star) {
            if (star.name() != null) {
                vanity(subject, "name", star.name());
            }
            vanity(subject, "metric", star.metric());
            Metric metric = definitions.metrics().get(star.metric());
            if (metric != null) {
                for (Source source : sources(metric)) {
                    if (source instanceof Source.Activities activities) {
                        vanity(subject, "event of the metric", activities.event());
                    }
                }
            }
        }

        private void vanity(String subject, String path, String text) {
            Vanity.patternIn(text)
                    .ifPresent(pattern -> warnings.add(subject + ": " + path + " == " + Shown.of(text)
                            + ", should tell value for customers: " + pattern.reason()));
        }
    }
}
