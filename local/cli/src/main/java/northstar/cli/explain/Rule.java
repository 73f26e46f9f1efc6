package northstar.cli.explain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Window;

/** The rule of a metric in one sentence. */
final class Rule {
    private Rule() {}

    static String of(Metric metric) {
        String window = window(metric.window());
        return switch (metric) {
            case Metric.Mean mean -> "Mean per unit of " + number(mean.source()) + " " + window + zero(mean.source());
            case Metric.Proportion share ->
                "Share of units with " + one(share.source()) + " " + window + "; a unit without counts 0, else 1.";
            case Metric.Retention back ->
                "Share of units with " + one(back.source()) + " " + window + "; a unit without counts 0, else 1.";
            case Metric.ActiveDays days ->
                "Mean per unit of the number of days, in the experiment's time zone, with " + one(days.source()) + " "
                        + window + "; a unit without any counts 0.";
            case Metric.Last last ->
                "Mean per unit of " + last(last.source()) + " " + window + "; a unit without any counts 0.";
            case Metric.Ratio ratio ->
                "Total of " + number(ratio.numerator()) + " divided by the total of " + number(ratio.denominator())
                        + ", both " + window + "; a unit without any counts 0 in both.";
            case Metric.Funnel funnel ->
                "Share of units that did " + String.join(", then ", funnel.steps()) + ", in that order and all "
                        + window + "; a unit that did not finish counts 0, else 1.";
            case Metric.Quantile quantile ->
                "Quantile " + new BigDecimal(String.valueOf(quantile.level())).toPlainString() + " of all values of "
                        + valueOf(quantile.source()) + " " + window + "; a unit without any has no say.";
        };
    }

    private static String zero(Source source) {
        return source instanceof Activities activities && activities.occurrence() == Occurrence.FIRST
                ? "; a unit whose first one ever is not then counts 0."
                : "; a unit without any counts 0.";
    }

    private static String number(Source source) {
        if (!(source instanceof Activities activities)) {
            return "a number that is not made of events";
        }
        String events = events(activities);
        String value = activities.value();
        return switch (activities.aggregate()) {
            case SUM -> "the sum of " + value + " over " + events;
            case COUNT -> "the number of " + events + (value == null ? "" : " that have " + value);
            case MAX -> "the largest " + value + " of " + events;
            case MIN -> "the smallest " + value + " of " + events;
            case DISTINCT -> "the number of different " + value + " of " + events;
        };
    }

    private static String last(Source source) {
        return source instanceof Activities activities
                ? "the last " + activities.value() + " of " + events(activities)
                : "a number that is not made of events";
    }

    private static String valueOf(Source source) {
        return source instanceof Activities activities
                ? activities.value() + " of " + events(activities)
                : "a number that is not made of events";
    }

    private static String one(Source source) {
        return source instanceof Activities activities
                ? (activities.occurrence() == Occurrence.FIRST ? "their first " : "at least one ")
                        + activities.event()
                        + (activities.occurrence() == Occurrence.FIRST ? " ever" : "")
                        + where(activities)
                : "something that is not made of events";
    }

    private static String events(Activities activities) {
        return activities.event() + " events" + where(activities)
                + (activities.occurrence() == Occurrence.FIRST ? " (only a unit's first one ever)" : "");
    }

    private static String where(Activities activities) {
        List<String> conditions = new ArrayList<>();
        for (Map.Entry<String, List<Condition>> property : activities.where().entrySet()) {
            property.getValue().forEach(condition -> conditions.add(property.getKey() + " " + words(condition)));
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static String words(Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> "is " + plain(equal.value());
            case Condition.NotEqual other -> "is there and not " + plain(other.value());
            case Condition.In in ->
                "is one of " + in.values().stream().map(Rule::plain).collect(Collectors.joining(", "));
            case Condition.Less less -> "is below " + plain(less.bound());
            case Condition.Greater greater -> "is above " + plain(greater.bound());
            case Condition.Between between -> "is from " + plain(between.low()) + " to " + plain(between.high());
            case Condition.Exists exists -> exists.there() ? "is there" : "is absent";
            case Condition.Matches matches -> "matches /" + matches.regex() + "/";
        };
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static String window(Window window) {
        String from = window.from().isZero()
                ? "from the instant of its exposure"
                : "from " + length(window.from()) + " after its exposure";
        Duration to = window.to();
        return from + (to == null ? " until the experiment ends" : " until just before " + length(to) + " after it");
    }

    private static String length(Duration length) {
        if (length.equals(Duration.ofDays(length.toDays()))) {
            return length.toDays() + (length.toDays() == 1 ? " day" : " days");
        }
        return length.equals(Duration.ofHours(length.toHours()))
                ? length.toHours() + (length.toHours() == 1 ? " hour" : " hours")
                : length.toString();
    }
}
