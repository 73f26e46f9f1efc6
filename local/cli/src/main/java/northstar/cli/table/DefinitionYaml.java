package northstar.cli.table;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.DataSource.Missing;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Source;
import northstar.domain.definition.Variant;
import northstar.events.Definitions;

/** Writes the definitions of a bare table as the YAML that a person would go on with. */
public final class DefinitionYaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final List<String> RESERVED = List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private DefinitionYaml() {}

    /**
     * Returns the YAML.
     *
     * @param dataFile path of the table as seen from the folder of the YAML file
     */
    public static String of(Definitions definitions, String dataFile) {
        NorthStar northStar = definitions.northStars().getFirst();
        Experiment experiment = definitions.experiments().getFirst();
        StringBuilder yaml = new StringBuilder();
        line(yaml, "northStar:");
        line(yaml, "  key: " + northStar.key());
        line(yaml, "  metric: " + northStar.metric());
        line(yaml, "metrics:");
        definitions.metrics().values().forEach(metric -> line(yaml, "  " + metric.key() + ": " + metric(metric)));
        line(yaml, "---");
        line(yaml, "experiment:");
        line(yaml, "  key: " + experiment.key());
        line(yaml, "  feature: " + experiment.feature());
        line(yaml, "  unit: " + experiment.unit());
        line(yaml, "  variants:");
        experiment.variants().forEach(variant -> line(yaml, "    - " + variant(variant)));
        line(
                yaml,
                "  # The table does not tell when the test ran: put the true days here, from which worth a year follows.");
        line(yaml, "  start: " + experiment.start());
        line(yaml, "  end: " + experiment.end());
        if (!experiment.indicators().isEmpty()) {
            line(yaml, "  indicators: [" + String.join(", ", experiment.indicators()) + "]");
        }
        line(
                yaml,
                "  analysis: {method: fixed, covariates: "
                        + covariates(experiment.analysis().covariates()) + "}");
        line(yaml, "  data:");
        line(yaml, "    units:");
        units(yaml, (Units) experiment.data(), dataFile);
        return yaml.toString();
    }

    private static String metric(Metric metric) {
        return switch (metric) {
            case Metric.Mean mean -> "{type: mean, column: " + column(mean.source()) + "}";
            case Metric.Proportion share -> "{type: proportion, column: " + column(share.source()) + "}";
            case Metric.Ratio _,
                    Metric.Retention _,
                    Metric.Quantile _,
                    Metric.ActiveDays _,
                    Metric.Funnel _,
                    Metric.Last _ ->
                throw new IllegalArgumentException("metric == " + metric.key() + ", must be a mean or a proportion");
        };
    }

    private static String column(Source source) {
        return switch (source) {
            case Source.Column column -> text(column.name());
            case Source.Activities _, Source.Reported _ ->
                throw new IllegalArgumentException("source == " + source + ", must be a column");
        };
    }

    private static String variant(Variant variant) {
        return "{key: " + text(variant.key())
                + (variant.weight() == null ? "" : ", weight: " + variant.weight())
                + (variant.control() ? ", control: true}" : "}");
    }

    private static String covariates(Covariates covariates) {
        return switch (covariates) {
            case Covariates.None _ -> "none";
            case Covariates.Lookback lookback -> "{lookback: " + lookback.length() + "}";
            case Covariates.Columns columns -> "{columns: " + list(columns.names()) + "}";
        };
    }

    private static void units(StringBuilder yaml, Units units, String dataFile) {
        line(yaml, "      file: " + text(dataFile));
        if (units.unit() != null) {
            line(yaml, "      unit: " + text(units.unit()));
        }
        String values = new TreeMap<>(units.variantValues())
                .entrySet().stream().map(DefinitionYaml::pair).collect(Collectors.joining(", "));
        line(yaml, "      variant: {column: " + text(units.variantColumn()) + ", values: {" + values + "}}");
        if (!units.missing().equals(Missing.NONE)) {
            line(
                    yaml,
                    "      missing: {values: " + list(units.missing().values()) + ", metrics: "
                            + units.missing().metrics().name().toLowerCase(java.util.Locale.ROOT) + "}");
        }
    }

    private static String pair(Map.Entry<String, String> entry) {
        return quoted(entry.getKey()) + ": " + text(entry.getValue());
    }

    private static String list(List<String> texts) {
        return texts.stream().map(DefinitionYaml::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(String text) {
        boolean isPlain = PLAIN.matcher(text).matches() && RESERVED.stream().noneMatch(text::equalsIgnoreCase);
        return isPlain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7f) {
                quoted.append(String.format("\\x%02x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static void line(StringBuilder yaml, String line) {
        yaml.append(line).append('\n');
    }
}
