package northstar.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import northstar.domain.definition.Window;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The lanes as SQL. Their rows are {@code (lane, event, i, v, x, b, at, d, k, m)}: lane, event, the unit's number, variant, time
 * of exposure and value level; the activity's time in microseconds, day and place among those of the day; and whether it
 * meets the owner's conditions.
 */
final class LaneSql {
    private static final int PURPOSE_TIME = 1;
    private static final int PURPOSE_KEPT = 3;
    private static final int PURPOSE_MATCH = 4;
    private static final int PURPOSE_MORE = 5;
    private static final int PURPOSE_BEFORE = 7;
    private static final int PURPOSE_EARLY = 9;
    private static final int PURPOSE_UNMATCHED = 11;
    private static final String OF_UNIT = "(0.25 + 1.5 * c)";

    private final Chance chance;
    private final Days.Exposures exposures;
    private final long lookback;
    private final @Nullable Double novelty;
    private final Map<String, EventForm> forms;

    LaneSql(
            Chance chance,
            Days.Exposures exposures,
            long lookback,
            @Nullable Double novelty,
            Map<String, EventForm> forms) {
        this.chance = chance;
        this.exposures = exposures;
        this.lookback = lookback;
        this.novelty = novelty;
        this.forms = forms;
    }

    /** One plus the effect on a unit at a time. */
    String factor(Lane lane, String at) {
        if (!lane.hasEffect()) {
            return "1.0";
        }
        String effects = IntStream.range(0, lane.effects().size())
                .filter(v -> lane.effects().get(v) != 0)
                .mapToObj(
                        v -> "WHEN " + v + " THEN " + Sql.number(lane.effects().get(v)))
                .collect(Collectors.joining(" ", "CASE v ", " ELSE 0 END"));
        return "(1 + CASE WHEN " + at + " >= x THEN " + effects + " * " + Days.left(at, novelty) + " ELSE 0 END)";
    }

    private static String head(Lane lane, String event) {
        return "SELECT " + lane.number() + " AS lane, " + Sql.text(event) + " AS event, i, v, x, b, ";
    }

    private boolean isConditional(String event) {
        EventForm form = forms.get(event);
        return form != null && form.isConditional();
    }

    /** What happens at any time, on one day. */
    String rate(Lane.Rate lane, Days.Day day, long number) {
        String d = String.valueOf(number);
        double most = lane.lever() == Lane.Lever.RATE ? 1 + lane.largest() : 1;
        double mean = lane.perDay() * day.weight() * most;
        String count = "CAST(floor(" + mean + " * g + " + chance.uniform(lane.number(), 0, d, "0") + ") AS BIGINT)";
        String at = day.start() + " + CAST(floor(" + chance.uniform(lane.number(), PURPOSE_TIME, d, "k") + " * "
                + (day.end() - day.start()) + ") AS BIGINT)";
        String all = "SELECT i, v, x, b, k, " + at + " AS t FROM (SELECT i, v, x, b, unnest(range(n)) AS k FROM"
                + " (SELECT i, v, x, b, " + count + " AS n FROM units))";
        List<String> kept = new ArrayList<>();
        if (lane.isAfterOnly()) {
            kept.add("t >= x");
        }
        if (lane.lever() == Lane.Lever.RATE && lane.hasEffect()) {
            kept.add(chance.uniform(lane.number(), PURPOSE_KEPT, d, "k") + " * " + most + " < " + factor(lane, "t"));
        }
        return head(lane, lane.event()) + "t, CAST(" + d + " AS BIGINT) AS d, k, " + match(lane, d) + " AS m FROM ("
                + all + ")" + (kept.isEmpty() ? "" : " WHERE " + String.join(" AND ", kept));
    }

    private String match(Lane.Rate lane, String d) {
        if (!isConditional(lane.event())) {
            return "true";
        }
        String share = lane.lever() == Lane.Lever.MATCH ? " * " + factor(lane, "t") : "";
        return chance.uniform(lane.number(), PURPOSE_MATCH, d, "k") + " < " + lane.match() + share;
    }

    /** What is done once on some days, of those days that have something of a day. */
    List<String> daily(Lane.Daily lane, Days.Day day, List<Days.Day> local, long first) {
        List<String> rows = new ArrayList<>();
        for (Days.Day own : local) {
            String d = String.valueOf(first + (own.start() + Days.DAY / 2) / Days.DAY);
            String at = own.start() + " + CAST(floor(" + chance.uniform(lane.number(), PURPOSE_TIME, d, "0") + " * "
                    + (own.end() - own.start()) + ") AS BIGINT)";
            String all = "SELECT *, " + at + " AS t FROM units";
            String within = "t >= " + day.start() + " AND t < " + day.end();
            String kept = chance.uniform(lane.number(), PURPOSE_KEPT, d, "0") + " < " + lane.share() * own.weight()
                    + " * " + OF_UNIT + " * " + factor(lane, "t");
            String from = " FROM (" + all + ") WHERE " + within + " AND ";
            String row = head(lane, lane.event()) + "t, CAST(" + d + " AS BIGINT) AS d, CAST(";
            rows.add(row + "0 AS BIGINT) AS k, true AS m" + from + kept);
            if (isConditional(lane.event())) {
                rows.add(row + "1 AS BIGINT) AS k, false AS m" + from
                        + chance.uniform(lane.number(), PURPOSE_UNMATCHED, d, "0") + " < 0.1");
            }
        }
        return rows;
    }

    private String closing(Window window) {
        return window.to() == null ? "CAST(" + exposures.close() + " AS BIGINT)" : "x + " + Days.micros(window.to());
    }

    private String draw(Lane lane, int purpose) {
        return chance.uniform(lane.number(), purpose);
    }

    private static String between(String low, String high, String share) {
        return low + " + CAST(floor(" + share + " * (" + high + " - (" + low + "))) AS BIGINT)";
    }

    private static String row(Lane lane, String event, String at, int k, boolean match) {
        return head(lane, event) + at + " AS t, CAST(0 AS BIGINT) AS d, CAST(" + k + " AS BIGINT) AS k, " + match
                + " AS m";
    }

    /** What some units do within a window, on all days at once. */
    List<String> gate(Lane.Gate lane) {
        List<String> rows = new ArrayList<>();
        String units = "(SELECT *, x + " + Days.micros(lane.window().from()) + " AS low, " + closing(lane.window())
                + " AS high FROM units)";
        String once = "(SELECT *, " + between("low", "high", draw(lane, PURPOSE_TIME)) + " AS done FROM " + units
                + " WHERE high > low)";
        String kept = " WHERE " + draw(lane, PURPOSE_KEPT) + " < " + lane.share() + " * " + OF_UNIT + " * "
                + factor(lane, "done");
        rows.add(row(lane, lane.event(), "done", 0, true) + " FROM " + once + kept);
        rows.add(row(lane, lane.event(), between("done", "high", draw(lane, PURPOSE_MORE)), 1, true) + " FROM " + once
                + kept + " AND " + draw(lane, PURPOSE_MORE + 1) + " < 0.5");
        if (!lane.isAfterOnly() && lookback > 0) {
            String before = "x - 1 - CAST(floor(" + draw(lane, PURPOSE_BEFORE) + " * " + lookback + ") AS BIGINT)";
            rows.add(row(lane, lane.event(), before, 2, true) + " FROM units WHERE " + draw(lane, PURPOSE_BEFORE + 1)
                    + " < " + lane.share() + " * " + OF_UNIT);
        }
        if (!lane.isAfterOnly() && !lane.window().from().isZero()) {
            rows.add(row(lane, lane.event(), between("x", "low", draw(lane, PURPOSE_EARLY)), 3, true) + " FROM " + units
                    + " WHERE " + draw(lane, PURPOSE_EARLY + 1) + " < 0.7");
        }
        if (isConditional(lane.event())) {
            String any = between("x - " + lookback, "high", draw(lane, PURPOSE_UNMATCHED));
            rows.add(row(lane, lane.event(), any, 4, false) + " FROM " + units + " WHERE high > x AND "
                    + draw(lane, PURPOSE_UNMATCHED + 1) + " < 0.3");
        }
        return rows;
    }

    /** Steps that some units take to the end, on all days at once. */
    List<String> steps(Lane.Steps lane) {
        List<String> rows = new ArrayList<>();
        String low = "x + " + Days.micros(lane.window().from());
        String last = place(lane, PURPOSE_TIME, lane.events().size() - 1);
        String high = closing(lane.window());
        rows.addAll(attempt(
                lane,
                "(SELECT *, " + low + " AS low, " + high + " AS high FROM units WHERE " + high + " > " + low + ")",
                PURPOSE_TIME,
                factor(lane, "(" + between("low", "high", last) + ")")));
        if (lookback > 0) {
            rows.addAll(attempt(
                    lane, "(SELECT *, x - " + lookback + " AS low, x AS high FROM units)", PURPOSE_BEFORE, "1.0"));
        }
        return rows;
    }

    /** The place of a step within its window, in [0, 1), after that of the step before. */
    private String place(Lane.Steps lane, int purpose, int step) {
        return "((" + step + " + " + chance.uniform(lane.number(), purpose, "1", String.valueOf(step)) + ") / "
                + lane.events().size() + ".0)";
    }

    private List<String> attempt(Lane.Steps lane, String units, int purpose, String factor) {
        List<String> rows = new ArrayList<>();
        int steps = lane.events().size();
        String isComplete = draw(lane, purpose) + " < " + lane.share() + " * " + OF_UNIT + " * " + factor;
        String reached = "(SELECT *, CASE WHEN " + isComplete + " THEN " + steps + " ELSE CAST(floor("
                + draw(lane, purpose + 1) + " * " + steps + ") AS BIGINT) END AS reached FROM " + units + ")";
        for (int step = 0; step < steps; step++) {
            if (lane.isOwn().get(step)) {
                String at = between("low", "high", place(lane, purpose, step));
                int k = purpose * 1_000 + step;
                rows.add(row(lane, lane.events().get(step), at, k, true) + " FROM " + reached + " WHERE reached > "
                        + step);
            }
        }
        return rows;
    }
}
