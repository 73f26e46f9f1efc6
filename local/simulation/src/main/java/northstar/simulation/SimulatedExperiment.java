package northstar.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import northstar.domain.Arguments;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.lake.engine.Sql;
import northstar.simulation.Expected.Counts;
import northstar.simulation.Expected.ExpectedExperiment;
import org.jspecify.annotations.Nullable;

/** An experiment's units and what they do, as SQL. */
final class SimulatedExperiment {
    private static final double BOT = 40;
    private static final int OF_UNITS = 60;
    /** How unequal units are: the power of the odds of a uniform number. */
    private static final double SPREAD = 0.25;

    private static final double UNIT_SIGMA = 0.4;
    private static final double VALUE_SIGMA = 0.8;
    private static final int PURPOSE_VALUE = 13;
    private static final int PURPOSE_LATE = 15;
    private static final int PURPOSE_AGAIN = 17;
    private static final int PURPOSE_RECEIVED = 18;
    private static final int MEMBERS = 5;

    private final PinnedExperiment pinned;
    private final SimulationOptions options;
    private final int number;
    private final Chance chance;
    private final LanePlan plan;
    private final Days.Exposures exposures;
    private final Days utc;
    private final Days local;
    private final LaneSql lanes;

    /**
     * Works out what an experiment is like.
     *
     * @param number which of the simulation's experiments it is
     * @throws IllegalArgumentException if it cannot be simulated so
     */
    SimulatedExperiment(PinnedExperiment pinned, SimulationOptions options, int number) {
        this.pinned = pinned;
        this.options = options;
        this.number = number;
        Experiment experiment = pinned.experiment();
        if (!(experiment.data() instanceof DataSource.Events)) {
            throw Arguments.refusal("experiment.data", "a table", "events");
        }
        chance = new Chance(options.seed(), number);
        plan = LanePlan.of(pinned, options.effects());
        exposures = new Days.Exposures(
                Days.micros(experiment.start()),
                Days.micros(until(experiment, options.days())),
                Days.micros(experiment.end()));
        long lookback = Days.micros(LanePlan.lookback(experiment));
        long first = exposures.start() - lookback;
        long last = exposures.close() + Days.micros(longest());
        utc = Days.utc(first, last);
        local = Days.of(experiment.timeZone(), first, last);
        lanes = new LaneSql(chance, exposures, lookback, options.novelty(), plan.forms());
    }

    private static Instant until(Experiment experiment, @Nullable Integer days) {
        if (days == null) {
            return experiment.end();
        }
        Instant until = experiment.start().plus(Duration.ofDays(days));
        if (until.isAfter(experiment.end())) {
            throw Arguments.refusal("days", days, "within the test window, which ends at " + experiment.end());
        }
        return until;
    }

    private Duration longest() {
        Duration longest = Duration.ZERO;
        for (Metric metric : pinned.metrics().values()) {
            Duration to = metric.window().to();
            longest = to != null && to.compareTo(longest) > 0 ? to : longest;
        }
        return longest;
    }

    String key() {
        return pinned.experiment().key();
    }

    List<Days.Day> days() {
        return utc.all();
    }

    /** Whether units are exposed on a day. */
    boolean isExposed(Days.Day day) {
        return day.start() < exposures.close() && day.end() > exposures.start();
    }

    /** What has to be there before the days: the units, and what they do once. */
    List<String> preparations() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE OR REPLACE TEMPORARY TABLE units AS " + units());
        List<String> once = new ArrayList<>();
        for (Lane lane : plan.lanes()) {
            switch (lane) {
                case Lane.Gate gate -> once.addAll(lanes.gate(gate));
                case Lane.Steps steps -> once.addAll(lanes.steps(steps));
                case Lane.Rate _, Lane.Daily _ -> {}
            }
        }
        statements.add("CREATE OR REPLACE TEMPORARY TABLE once AS "
                + (once.isEmpty() ? "SELECT 0 AS t LIMIT 0" : String.join(" UNION ALL ", once)));
        return statements;
    }

    private String draw(int purpose) {
        return chance.uniform(OF_UNITS, purpose);
    }

    private String units() {
        double mean = Math.PI * SPREAD / Math.sin(Math.PI * SPREAD);
        long length = exposures.end() - exposures.start();
        return "SELECT i, " + variant(draw(1)) + " AS v, " + exposures.start() + " + CAST(floor(" + draw(2) + " * "
                + length + ") AS BIGINT) AS x, c, pow(c / (1 - c), " + SPREAD + ") / " + mean
                + " * CASE WHEN bot THEN " + BOT + " ELSE 1 END AS g, " + chance.normal(OF_UNITS, 4, "0", "0")
                + " AS b, bot, " + draw(6) + " < " + options.multi() + " AS multi, " + draw(7) + " AS second FROM"
                + " (SELECT i, " + draw(3) + " AS c, " + draw(8) + " < " + options.bots() + " AS bot FROM"
                + " (SELECT range AS i FROM range(" + options.units() + ")))";
    }

    private String variant(String draw) {
        List<Variant> variants = pinned.experiment().variants();
        StringBuilder cases = new StringBuilder("CASE");
        double sum = 0;
        for (int v = 0; v < variants.size() - 1; v++) {
            Double weight = variants.get(v).weight();
            sum += weight == null ? 1.0 / variants.size() : weight;
            cases.append(" WHEN ")
                    .append(draw)
                    .append(" < ")
                    .append(sum)
                    .append(" THEN ")
                    .append(v);
        }
        return cases.append(" ELSE ").append(variants.size() - 1).append(" END").toString();
    }

    private boolean isTeam() {
        return !pinned.experiment().unit().equals("user");
    }

    private String unitId() {
        return "'u" + number + "-' || i";
    }

    /** The activities of a day, in the order in which they happen. */
    String activities(Days.Day day) {
        long first = -Math.floorDiv(utc.all().getFirst().start(), Days.DAY);
        List<String> rows = new ArrayList<>();
        boolean hasOnce = false;
        for (Lane lane : plan.lanes()) {
            switch (lane) {
                case Lane.Rate rate -> rows.add(lanes.rate(rate, day, first + Math.floorDiv(day.start(), Days.DAY)));
                case Lane.Daily daily ->
                    rows.addAll(lanes.daily(daily, day, local.during(day.start(), day.end()), first + 1));
                case Lane.Gate _, Lane.Steps _ -> hasOnce = true;
            }
        }
        if (hasOnce) {
            rows.add("SELECT * FROM once WHERE t >= " + day.start() + " AND t < " + day.end());
        }
        String events = plan.byEvent().entrySet().stream()
                .map(entry -> form(
                        entry.getKey(), entry.getValue(), "(" + String.join(" UNION ALL ", rowsOf(rows, entry)) + ")"))
                .collect(Collectors.joining(" UNION ALL "));
        return events + " ORDER BY \"at\", id";
    }

    private static List<String> rowsOf(List<String> rows, java.util.Map.Entry<String, Lane> event) {
        String head = "SELECT " + event.getValue().number() + " AS lane, " + Sql.text(event.getKey()) + " AS event,";
        List<String> own = rows.stream().filter(row -> row.startsWith(head)).toList();
        return own.isEmpty()
                ? rows.stream()
                        .filter(row -> row.startsWith("SELECT * FROM once"))
                        .map(row -> row + " AND event = " + Sql.text(event.getKey()))
                        .toList()
                : own;
    }

    private String form(String event, Lane lane, String rows) {
        EventForm form = plan.forms().getOrDefault(event, new EventForm());
        int n = lane.number();
        double scale = lane instanceof Lane.Rate rate ? rate.scale() : 20;
        boolean isScaled = lane instanceof Lane.Rate rate && rate.lever() == Lane.Lever.VALUE;
        double centre = (UNIT_SIGMA * UNIT_SIGMA + VALUE_SIGMA * VALUE_SIGMA) / 2;
        String number = form.hasNumbers()
                ? "round(" + scale + " * exp(" + UNIT_SIGMA + " * b + " + VALUE_SIGMA + " * "
                        + chance.normal(n, PURPOSE_VALUE, "d", "k") + " - " + centre + ")"
                        + (isScaled ? " * " + lanes.factor(lane, "t") : "") + ", 2)"
                : "0.0";
        String member = unitId() + " || '-' || CAST(floor(" + chance.uniform(n, PURPOSE_AGAIN + 2, "d", "k") + " * "
                + MEMBERS + ") AS BIGINT)";
        String team = isTeam()
                ? Sql.text(Text.quoted(pinned.experiment().unit()) + ":\"") + " || " + unitId() + " || '\"'"
                : null;
        String late = chance.uniform(n, PURPOSE_LATE, "d", "k") + " < " + options.late();
        String again = chance.uniform(n, PURPOSE_AGAIN, "d", "k") + " < " + options.duplicates();
        return "SELECT " + (isTeam() ? member : unitId()) + " AS unit, " + Sql.text(event)
                + " AS event, make_timestamp(t) AS \"at\", 'a" + number() + "." + n
                + ".' || i || '.' || d || '.' || k AS id, " + form.value() + " AS value, "
                + form.properties(chance, n, team) + " AS properties, late, again, "
                + received(chance.uniform(n, PURPOSE_RECEIVED, "d", "k")) + " AS received_at FROM (SELECT *, "
                + number + " AS number, d * 100000 + k AS name, " + late + " AS late, " + again + " AS again FROM "
                + rows + ")";
    }

    private int number() {
        return number;
    }

    private static String received(String draw) {
        return String.format(
                Locale.ROOT,
                "make_timestamp(t + CAST(floor(CASE WHEN late THEN %1$d * (1 + %2$s) ELSE 600000000 * %2$s END)"
                        + " AS BIGINT))",
                Days.DAY,
                draw);
    }

    /** The exposures of a day, in the order in which they happen. */
    String exposures(Days.Day day) {
        String attributes = pinned.experiment().segments().isEmpty()
                ? "CAST(NULL AS VARCHAR)"
                : IntStream.range(0, pinned.experiment().segments().size())
                        .mapToObj(s -> Sql.text(Text.quoted(
                                                pinned.experiment().segments().get(s)) + ":\"")
                                + " || (['a', 'b', 'c'])[1 + CAST(floor(" + draw(20 + s) + " * 3) AS BIGINT)] || '\"'")
                        .collect(Collectors.joining(" || ',' || ", "'{' || ", " || '}'"));
        String close = String.valueOf(exposures.close());
        String all = "SELECT i, v, x AS t FROM units UNION ALL SELECT i, (v + 1) % "
                + pinned.experiment().variants().size() + " AS v, x + CAST(floor(second * least(" + Days.DAY + ", "
                + close + " - x)) AS BIGINT) AS t FROM units WHERE multi";
        String variants = pinned.experiment().variants().stream()
                .map(variant -> Sql.text(variant.key()))
                .collect(Collectors.joining(", ", "([", "])[v + 1]"));
        return "SELECT " + Sql.text(key()) + " AS experiment, " + variants + " AS variant, " + unitId()
                + " AS unit, make_timestamp(t) AS \"at\", " + attributes + " AS attributes, late, false AS again, "
                + received(draw(10)) + " AS received_at FROM (SELECT *, " + draw(9) + " < " + options.late()
                + " AS late FROM (" + all + ") WHERE t >= " + day.start() + " AND t < " + day.end()
                + ") ORDER BY \"at\", unit, variant";
    }

    /** Returns what is true. */
    ExpectedExperiment expected(Counts counts) {
        double busier = 1 + options.bots() * (BOT - 1);
        Truths truths = new Truths(pinned, plan, exposures, utc, local, options.novelty(), busier);
        return new ExpectedExperiment(pinned.experiment().control().key(), counts, truths.all());
    }
}
