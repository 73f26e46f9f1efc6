package northstar.cli.lake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.cli.input.DefinitionFile;
import northstar.cli.terminal.Figures;
import northstar.lake.Kind;
import northstar.lake.Landed;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.jspecify.annotations.Nullable;

/** Looks whether a lake holds what experiments need. */
public final class Doctor {
    private static final String USUAL_UNIT = "user";
    private static final double FEW_JOIN = 0.1;
    private static final double MANY_REFUSED = 0.01;
    private static final double MANY_AHEAD = 0.01;
    private static final Duration LONG_LAG = Duration.ofDays(2);
    private static final Duration LONG_SILENCE = Duration.ofDays(2);

    private final OpenLake lake;
    private final Instant now;
    private final List<Symptom> symptoms = new ArrayList<>();

    /** Makes the doctor of a lake. */
    public Doctor(OpenLake lake, Instant now) {
        this.lake = lake;
        this.now = now;
    }

    /** Returns what it finds, also against a definition if there is one. */
    public List<Symptom> examine(@Nullable DefinitionFile definition) {
        landed();
        List<SealedDay> exposures = lake.sealed(Kind.EXPOSURES);
        List<SealedDay> activities = lake.sealed(Kind.ACTIVITIES);
        arrive(exposures, activities);
        try (DuckDb engine = lake.engine()) {
            join(engine, exposures, activities, units(definition));
            clocks(engine);
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of the lake cannot be read", e);
        }
        if (definition != null) {
            symptoms.addAll(new DefinitionFit(exposures, activities).of(definition));
            symptoms.addAll(
                    DefinitionFit.of(definition.complete().metrics().values(), new EventCatalogue(lake).events()));
        }
        return List.copyOf(symptoms);
    }

    private void landed() {
        int unlanded = lake.landing().unlanded().size();
        if (unlanded > 0) {
            symptoms.add(Symptom.warn(
                    Figures.count(unlanded, "object") + " not landed yet",
                    "import the files again, or wait for land-events"));
        }
        long read = 0;
        long refused = 0;
        for (Landed landed : lake.manifests().landed()) {
            read += landed.complete() ? landed.read() : 0;
            refused += landed.complete() ? landed.refused() : 0;
        }
        String text = Figures.count(refused) + " of " + Figures.count(read, "record") + " refused";
        String advice = "see the reasons in rejected/, and docs/imports.md for what is expected";
        if (refused == 0) {
            symptoms.add(Symptom.ok(text));
        } else {
            symptoms.add(refused > MANY_REFUSED * read ? Symptom.problem(text, advice) : Symptom.warn(text, advice));
        }
    }

    private void arrive(List<SealedDay> exposures, List<SealedDay> activities) {
        arrives("exposures", exposures, "send the exposure events too; docs/imports.md names each tool's");
        arrives("activities", activities, "import what users do");
        last(activities).ifPresent(last -> {
            Duration silence = Duration.between(last, now);
            String text = "last activity " + ImportReport.minute(last) + ", " + days(silence) + " ago";
            symptoms.add(
                    silence.compareTo(LONG_SILENCE) > 0
                            ? Symptom.warn(text, "see whether the export still runs")
                            : silence.isNegative()
                                    ? Symptom.warn(
                                            "last activity " + ImportReport.minute(last) + ", in the future",
                                            "see whether clocks or time zones are wrong (--zone)")
                                    : Symptom.ok(text));
        });
    }

    private void arrives(String what, List<SealedDay> days, String advice) {
        long rows = days.stream().mapToLong(SealedDay::rows).sum();
        long conflicts = days.stream().mapToLong(SealedDay::conflicts).sum();
        symptoms.add(
                rows == 0
                        ? Symptom.problem("no " + what, advice)
                        : Symptom.ok(Figures.count(rows) + " " + what + " on " + Figures.count(days.size(), "day")));
        if (conflicts > 0) {
            symptoms.add(Symptom.warn(
                    Figures.count(conflicts) + " " + what + " say something else under an id that was taken",
                    "see whether ids are unique; the one received first counts"));
        }
    }

    private static Optional<Instant> last(List<SealedDay> days) {
        return days.stream()
                .flatMap(day -> day.groups().stream())
                .map(SealedDay.Group::last)
                .max(Instant::compareTo);
    }

    private static String days(Duration duration) {
        return duration.toDays() > 0
                ? Figures.count(duration.toDays(), "day")
                : Figures.count(Math.max(0, duration.toHours()), "hour");
    }

    private record Joined(String experiment, long units, long joined, long several) {}

    /** Returns the units of the experiments that have another one than the usual. */
    private static Map<String, String> units(@Nullable DefinitionFile definition) {
        Map<String, String> units = new TreeMap<>();
        if (definition != null) {
            definition.own().experiments().stream()
                    .filter(experiment -> !experiment.unit().equals(USUAL_UNIT))
                    .forEach(experiment -> units.put(experiment.key(), experiment.unit()));
        }
        return units;
    }

    private void join(DuckDb engine, List<SealedDay> exposures, List<SealedDay> activities, Map<String, String> units)
            throws SQLException {
        Optional<String> exposed = lake.rows(OpenLake.tables(exposures));
        Optional<String> active = lake.rows(OpenLake.tables(activities));
        if (exposed.isEmpty() || active.isEmpty()) {
            return;
        }
        SortedSet<String> kinds = new TreeSet<>(units.values());
        kinds.add(USUAL_UNIT);
        List<Joined> all = new ArrayList<>();
        for (String kind : kinds) {
            all.addAll(engine.query(
                    joined(exposed.get(), active.get(), kind, units),
                    result -> EventCatalogue.all(
                            result,
                            row -> new Joined(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))));
        }
        all.sort(Comparator.comparing(Joined::experiment));
        all.forEach(this::joined);
    }

    /** An activity belongs to the unit that the property of its kind names, else to its own, as in a measurement. */
    private static String joined(String exposed, String active, String kind, Map<String, String> units) {
        boolean isUsual = kind.equals(USUAL_UNIT);
        List<String> experiments = units.entrySet().stream()
                .filter(unit -> isUsual || unit.getValue().equals(kind))
                .map(unit -> Sql.text(unit.getKey()))
                .toList();
        String which = isUsual ? "NOT " + Sql.in("experiment", experiments) : Sql.in("experiment", experiments);
        String owner = isUsual
                ? "unit"
                : "coalesce(json_extract_string(properties, " + Sql.text("$.\"" + kind.replace("\"", "\\\"") + "\"")
                        + "), unit)";
        return "SELECT e.experiment, count(*), count(a.unit), count(*) FILTER (WHERE e.variants > 1) FROM (SELECT"
                + " experiment, unit, count(DISTINCT variant) AS variants FROM " + exposed + " WHERE " + which
                + " GROUP BY ALL) e LEFT JOIN (SELECT DISTINCT " + owner + " AS unit FROM " + active
                + ") a ON a.unit = e.unit GROUP BY 1 ORDER BY 1";
    }

    private void joined(Joined it) {
        double share = (double) it.joined() / it.units();
        String text = it.experiment() + ": " + Figures.share(share) + " of " + Figures.count(it.units(), "exposed unit")
                + " did anything";
        symptoms.add(
                it.joined() == 0
                        ? Symptom.problem(
                                text,
                                "exposures and activities name their units differently: user id and device id? If the unit is no user, name the"
                                        + " definition too")
                        : share < FEW_JOIN
                                ? Symptom.warn(text, "see whether both name their units by the same id")
                                : Symptom.ok(text));
        if (it.several() > 0) {
            symptoms.add(Symptom.warn(
                    it.experiment() + ": " + Figures.count(it.several(), "unit") + " met several variants",
                    "they are excluded; see whether the assignment is stable"));
        }
    }

    private record Clocks(long rows, long median, long ahead) {}

    private void clocks(DuckDb engine) throws SQLException {
        List<String> parts = lake.manifests().landed().stream()
                .filter(Landed::complete)
                .flatMap(landed -> landed.parts().stream())
                .map(Landed.Part::key)
                .toList();
        Optional<String> rows = lake.rows(parts);
        if (rows.isEmpty()) {
            return;
        }
        String lag = "(epoch_us(received_at) - epoch_us(\"at\"))";
        String sql = "SELECT count(*), quantile_disc(" + lag + ", 0.5), count(*) FILTER (WHERE " + lag
                + " < -300000000) FROM " + rows.get();
        Clocks clocks = engine.query(sql, Doctor::clocks);
        Duration median = Duration.ofNanos(
                Math.max(-1_000_000_000_000_000L, Math.min(clocks.median(), 1_000_000_000_000_000L)) * 1_000);
        symptoms.add(
                median.compareTo(LONG_LAG) > 0
                        ? Symptom.warn(
                                "half of all was received " + days(median) + " or later after it happened",
                                "fine for old data; otherwise raise the experiment's lateness")
                        : Symptom.ok(
                                "half of all was received within " + days(median.plusHours(1)) + " after it happened"));
        if (clocks.ahead() > MANY_AHEAD * clocks.rows()) {
            symptoms.add(Symptom.warn(
                    Figures.share((double) clocks.ahead() / clocks.rows()) + " happened after it was received",
                    "see whether clocks or time zones are wrong (--zone)"));
        }
    }

    private static Clocks clocks(ResultSet result) throws SQLException {
        result.next();
        return new Clocks(result.getLong(1), result.getLong(2), result.getLong(3));
    }
}
