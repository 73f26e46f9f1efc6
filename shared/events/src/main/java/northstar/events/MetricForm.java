package northstar.events;

import java.time.Duration;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Reported;
import northstar.domain.definition.Window;

/** The form of one metric: {@code type} says which other keys there are. */
final class MetricForm {
    private MetricForm() {}

    /** The values of {@code type}. */
    private enum Type {
        MEAN,
        PROPORTION,
        RATIO,
        RETENTION,
        QUANTILE,
        ACTIVE_DAYS,
        FUNNEL,
        LAST
    }

    static Metric decode(Node node) {
        Metric metric = typed(node);
        return Value.flagOr(node.optional("calibrated"), true) ? metric : metric.uncalibrated();
    }

    private static Metric typed(Node node) {
        return switch (Value.choice(node.member("type"), Words.KEBAB, Type.values())) {
            case MEAN -> mean(node);
            case PROPORTION -> {
                node.knows("type", "event", "where", "occurrence", "column", "window", "direction", "calibrated");
                yield new Metric.Proportion(node.name(), reportable(node), window(node), direction(node));
            }
            case RATIO -> {
                node.knows("type", "numerator", "denominator", "window", "direction", "calibrated");
                yield new Metric.Ratio(
                        node.name(),
                        node.member("numerator").as(MetricForm::part),
                        node.member("denominator").as(MetricForm::part),
                        window(node),
                        direction(node));
            }
            case RETENTION -> {
                node.knows("type", "event", "where", "column", "window", "direction", "calibrated");
                node.member("window");
                yield new Metric.Retention(node.name(), named(node), window(node), direction(node));
            }
            case QUANTILE -> {
                node.knows("type", "level", "event", "value", "where", "column", "window", "direction", "calibrated");
                double level = Value.number(node.member("level"));
                yield new Metric.Quantile(node.name(), level, valued(node), window(node), direction(node));
            }
            case ACTIVE_DAYS -> {
                node.knows("type", "event", "where", "column", "window", "direction", "calibrated");
                yield new Metric.ActiveDays(node.name(), named(node), window(node), direction(node));
            }
            case FUNNEL -> {
                node.knows("type", "steps", "window", "direction", "calibrated");
                yield new Metric.Funnel(node.name(), Value.texts(node.member("steps")), window(node), direction(node));
            }
            case LAST -> {
                node.knows("type", "event", "value", "where", "column", "window", "direction", "calibrated");
                yield new Metric.Last(node.name(), valued(node), window(node), direction(node));
            }
        };
    }

    private static Metric mean(Node node) {
        node.knows(
                "type",
                "event",
                "value",
                "aggregate",
                "where",
                "occurrence",
                "column",
                "window",
                "direction",
                "cap",
                "calibrated");
        Source source = reportable(node);
        Node cap = node.optional("cap");
        if (cap != null && source instanceof Reported) {
            throw cap.refusal("must be left out where neither event nor column is named");
        }
        return new Metric.Mean(
                node.name(), source, window(node), direction(node), cap == null ? null : cap.as(MetricForm::cap));
    }

    private static Source part(Node node) {
        node.knows("event", "value", "aggregate", "where", "occurrence", "column");
        return named(node);
    }

    /** Returns a source that may be left out: then the numbers are reported ready-made. */
    private static Source reportable(Node node) {
        boolean activities = node.has("value") || node.has("aggregate") || node.has("where") || node.has("occurrence");
        return activities || node.has("event") || node.has("column") ? named(node) : new Reported();
    }

    private static Source named(Node node) {
        if (node.has("column")) {
            for (String key : new String[] {"value", "aggregate", "where", "occurrence"}) {
                Node stray = node.optional(key);
                if (stray != null) {
                    throw stray.refusal("must be left out where a column is named");
                }
            }
        }
        Source source = SourceForm.decode(node);
        if (source == null) {
            throw new MalformedInputException(
                    Paths.member(node.path(), "event"), "absent", "must be given, or column for tables of units");
        }
        return source;
    }

    private static Source valued(Node node) {
        Source source = named(node);
        if (source instanceof Activities) {
            node.member("value");
        }
        return source;
    }

    private static Direction direction(Node node) {
        Node direction = node.optional("direction");
        return direction == null ? Direction.UP : Value.choice(direction, Words.KEBAB, Direction.values());
    }

    private static Window window(Node node) {
        Node window = node.optional("window");
        return window == null || "none".equals(window.content()) ? Window.OPEN : window.as(MetricForm::span);
    }

    private static Window span(Node node) {
        if (!node.isObject()) {
            return new Window(Duration.ZERO, Value.duration(node));
        }
        node.knows("from", "to");
        return new Window(
                Value.durationOr(node.optional("from"), Duration.ZERO), Value.durationOrNull(node.optional("to")));
    }

    private static Cap cap(Node node) {
        if (!node.isObject()) {
            throw node.refusal("must be {value: V} or {quantile: Q}");
        }
        if (node.has("value")) {
            node.knows("value");
            return new Cap.Value(Value.number(node.member("value")));
        }
        node.knows("quantile", "of");
        Node of = node.optional("of");
        return new Cap.Quantile(
                Value.number(node.member("quantile")),
                of != null && Value.choice(of, Words.KEBAB, Of.values()) == Of.NONZERO);
    }

    static void encode(JsonOut out, Metric metric) {
        out.begin();
        switch (metric) {
            case Metric.Mean mean -> encode(out, Type.MEAN, mean.source());
            case Metric.Proportion proportion -> encode(out, Type.PROPORTION, proportion.source());
            case Metric.Ratio ratio -> {
                out.put("type", Words.KEBAB, Type.RATIO);
                part(out, "numerator", ratio.numerator());
                part(out, "denominator", ratio.denominator());
            }
            case Metric.Retention retention -> encode(out, Type.RETENTION, retention.source());
            case Metric.Quantile quantile -> {
                encode(out, Type.QUANTILE, quantile.source());
                out.put("level", quantile.level());
            }
            case Metric.ActiveDays days -> encode(out, Type.ACTIVE_DAYS, days.source());
            case Metric.Funnel funnel ->
                out.put("type", Words.KEBAB, Type.FUNNEL).put("steps", funnel.steps());
            case Metric.Last last -> encode(out, Type.LAST, last.source());
        }
        encode(out, metric.window());
        out.put("direction", Words.KEBAB, metric.direction());
        if (metric instanceof Metric.Mean mean && mean.cap() != null) {
            encode(out, mean.cap());
        }
        if (!metric.calibrated()) {
            out.put("calibrated", false);
        }
        out.end();
    }

    private static void encode(JsonOut out, Type type, Source source) {
        out.put("type", Words.KEBAB, type);
        SourceForm.encode(out, source);
    }

    private static void part(JsonOut out, String key, Source source) {
        out.begin(key);
        SourceForm.encode(out, source);
        out.end();
    }

    private static void encode(JsonOut out, Window window) {
        if (window.equals(Window.OPEN)) {
            return;
        }
        if (window.from().isZero()) {
            out.put("window", window.to());
        } else {
            out.begin("window")
                    .put("from", window.from())
                    .putIfAny("to", window.to())
                    .end();
        }
    }

    private static void encode(JsonOut out, Cap cap) {
        out.begin("cap");
        switch (cap) {
            case Cap.Value value -> out.put("value", value.value());
            case Cap.Quantile quantile -> {
                out.put("quantile", quantile.level());
                if (quantile.nonZeroOnly()) {
                    out.put("of", Words.KEBAB, Of.NONZERO);
                }
            }
        }
        out.end();
    }

    /** Which units a cap's quantile is taken of. */
    private enum Of {
        ALL,
        NONZERO
    }
}
