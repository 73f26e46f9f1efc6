package northstar.events;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.Direction;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.Notes;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Variant;
import northstar.domain.definition.Window;

/** Draws what companies declare. */
final class DrawnDefinitions extends Drawn {
    DrawnDefinitions(long seed) {
        super(seed);
    }

    List<Guardrail> guardrails() {
        return someKeys().stream().map(key -> new Guardrail(key, unit())).toList();
    }

    NorthStar northStar() {
        return new NorthStar(
                key(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                key(),
                maybe(() -> new NorthStar.Series(oneOf(List.of("sum", "mean", "count")), days())),
                some(() -> new NorthStar.Goal(real(), date())),
                someKeys(),
                guardrails(),
                some(() -> new NorthStar.Input(key(), maybe(this::duration), maybe(this::key))));
    }

    private Object plain() {
        return oneOf(List.of("paid", true, new BigDecimal("2.5"), new BigDecimal("1E+2")));
    }

    private Condition condition() {
        return switch (random.nextInt(8)) {
            case 0 -> new Condition.Equal(plain());
            case 1 -> new Condition.NotEqual(plain());
            case 2 -> new Condition.In(List.of(plain(), plain()));
            case 3 -> new Condition.Less(new BigDecimal("100"));
            case 4 -> new Condition.Greater(new BigDecimal("-0.5"));
            case 5 -> new Condition.Between(new BigDecimal("1"), new BigDecimal("5.25"));
            case 6 -> new Condition.Exists(coin());
            default -> new Condition.Matches("^A[0-9]");
        };
    }

    private Map<String, List<Condition>> where() {
        Map<String, List<Condition>> where = new LinkedHashMap<>();
        some(this::text).forEach(key -> where.put(key, conditions()));
        return where;
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>(List.of(condition()));
        for (Condition other : some(this::condition)) {
            boolean another = conditions.stream().noneMatch(known -> known.getClass() == other.getClass());
            if (another || other instanceof Condition.NotEqual) {
                conditions.add(other);
            }
        }
        return conditions;
    }

    private Source source() {
        String value = maybe(() -> "nights");
        Aggregate aggregate = value == null ? Aggregate.COUNT : oneOf(Aggregate.values());
        return coin()
                ? new Source.Column(text())
                : new Source.Activities("booked", value, aggregate, where(), oneOf(Source.Occurrence.values()));
    }

    /** A source of a metric whose form has no keys for the value. */
    private Source shown() {
        return coin()
                ? new Source.Column(text())
                : new Source.Activities("seen", null, Aggregate.COUNT, where(), Source.Occurrence.EVERY);
    }

    private Source valued() {
        return coin()
                ? new Source.Column(text())
                : new Source.Activities("loaded", "ms", Aggregate.SUM, where(), Source.Occurrence.EVERY);
    }

    private Window window() {
        Duration from = maybe(this::duration);
        return switch (random.nextInt(3)) {
            case 0 -> Window.OPEN;
            case 1 -> new Window(Duration.ZERO, duration());
            default -> new Window(from == null ? Duration.ofHours(1) : from, maybe(() -> Duration.ofDays(20_000)));
        };
    }

    private Cap cap() {
        return coin() ? new Cap.Value(real()) : new Cap.Quantile(unit(), coin());
    }

    private Metric metric(String key) {
        Metric metric = typed(key);
        return coin() ? metric : metric.uncalibrated();
    }

    private Metric typed(String key) {
        Direction direction = oneOf(Direction.values());
        return switch (random.nextInt(10)) {
            case 0 -> new Metric.Mean(key, source(), window(), direction, maybe(this::cap));
            case 1 -> new Metric.Mean(key, new Source.Reported(), window(), direction, null);
            case 2 -> new Metric.Proportion(key, shown(), window(), direction);
            case 3 -> new Metric.Proportion(key, new Source.Reported(), window(), direction);
            case 4 -> new Metric.Ratio(key, source(), source(), window(), direction);
            case 5 -> new Metric.Retention(key, shown(), new Window(Duration.ZERO, days()), direction);
            case 6 -> new Metric.Quantile(key, unit(), valued(), window(), direction);
            case 7 -> new Metric.ActiveDays(key, shown(), window(), direction);
            case 8 -> new Metric.Funnel(key, List.of("view", "buy", text()), window(), direction);
            default -> new Metric.Last(key, valued(), window(), direction);
        };
    }

    SortedMap<String, Metric> metrics() {
        SortedMap<String, Metric> metrics = new TreeMap<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            String key = key();
            metrics.put(key, metric(key));
        }
        return metrics;
    }

    private Notes.Evidence evidence() {
        return new Notes.Evidence(text(), maybe(this::text), maybe(this::date));
    }

    private Notes notes() {
        return new Notes(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                some(this::evidence),
                some(this::text));
    }

    private DataSource data() {
        return switch (random.nextInt(3)) {
            case 0 -> new DataSource.Events();
            case 1 ->
                new DataSource.Units(
                        "users.csv",
                        maybe(this::text),
                        text(),
                        coin() ? Map.of() : Map.of("0", "control", "1", "ranked"),
                        coin()
                                ? DataSource.Missing.NONE
                                : new DataSource.Missing(
                                        List.of("", "-999"), oneOf(DataSource.MissingMetric.values())));
            default ->
                new DataSource.Aggregates(
                        maybe(this::text),
                        coin() ? Map.of() : Map.of("id", "a1", "country", "no"),
                        coin()
                                ? DataSource.AggregateColumns.DEFAULT
                                : new DataSource.AggregateColumns(
                                        "day", "arm", "m", "n", "avg", "var", maybe(this::text)));
        };
    }

    private Covariates covariates(DataSource data) {
        return switch (data) {
            case DataSource.Events _ when coin() -> new Covariates.Lookback(duration());
            case DataSource.Units _ when coin() -> new Covariates.Columns(List.of("freq", text()));
            default -> new Covariates.None();
        };
    }

    Experiment experiment() {
        DataSource data = data();
        boolean weights = coin();
        Instant start = instant();
        return new Experiment(
                key(),
                key(),
                notes(),
                text(),
                List.of(
                        new Variant("control", weights ? 0.25 : null, true),
                        new Variant("ranked", weights ? 0.75 : null, false)),
                start,
                start.plus(duration()),
                duration(),
                oneOf(List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("+05:30"))),
                maybe(this::key),
                someKeys(),
                guardrails(),
                someKeys(),
                some(this::text).stream().distinct().toList(),
                unit() * 0.99,
                analysis(data),
                unit(),
                maybe(this::positive),
                maybe(this::key),
                maybe(this::positive),
                data);
    }

    private Analysis analysis(DataSource data) {
        Analysis.Method method = oneOf(Analysis.Method.values());
        return new Analysis(
                method,
                unit() * 0.99,
                unit() * 0.99,
                maybe(this::positive),
                days(),
                maybe(() -> 1 + count()),
                covariates(data),
                method == Analysis.Method.GROUP_SEQUENTIAL
                        ? oneOf(List.of(
                                new ErrorSpending.OBrienFleming(),
                                new ErrorSpending.Pocock(),
                                new ErrorSpending.Power(0.5 + unit())))
                        : ErrorSpending.USUAL);
    }

    DefinitionEvent definitionEvent() {
        return switch (random.nextInt(8)) {
            case 0 -> new DefinitionEvent.NorthStarDefined(northStar(), instant());
            case 1 -> new DefinitionEvent.MetricsDefined(metrics(), instant());
            case 2 -> new DefinitionEvent.ExperimentLaunched(experiment(), instant());
            case 3 ->
                new DefinitionEvent.ExperimentChanged(
                        key(),
                        instant(),
                        coin(),
                        maybe(this::instant),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(() -> some(this::text)),
                        maybe(this::positive),
                        maybe(this::unit),
                        maybe(this::someKeys),
                        maybe(() -> some(this::evidence)));
            case 4 -> new DefinitionEvent.ExperimentStopped(key(), instant(), text());
            case 5 -> new DefinitionEvent.FeatureShipped(key(), key(), instant(), maybe(this::unit));
            case 6 -> new DefinitionEvent.FeatureRolledBack(key(), instant());
            default -> new DefinitionEvent.DecisionRecorded(key(), instant(), text(), text(), text());
        };
    }

    CurrentExperiment.Version version() {
        DefinitionEvent event = definitionEvent();
        return new CurrentExperiment.Version(event, ContentHash.of(event));
    }

    CurrentExperiment currentExperiment() {
        return new CurrentExperiment(
                experiment(),
                1 + random.nextInt(9),
                instant(),
                maybe(this::instant),
                some(() -> new CurrentExperiment.FormerEnd(instant(), instant())),
                some(() -> new CurrentExperiment.FormerAllocation(unit(), instant())));
    }

    PinnedExperiment pinnedExperiment() {
        CurrentExperiment current = currentExperiment();
        NorthStar star = northStar();
        SortedMap<String, Metric> metrics = new TreeMap<>();
        PinnedExperiment.metricKeys(current.experiment(), star).forEach(key -> metrics.put(key, metric(key)));
        return new PinnedExperiment(current, star, metrics, ContentHash.of(star, metrics));
    }
}
