package northstar.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.ErrorSpending;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.LookPlan;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.Preview;
import northstar.domain.evaluation.Provenance;
import northstar.domain.evaluation.Reading;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.evaluation.Verdict;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.Permutation;
import northstar.domain.moments.PowerSums;
import northstar.domain.moments.QuantileSums;
import northstar.domain.moments.Segment;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.domain.ranking.VariantResult;

/** Draws what is measured, evaluated and ranked. */
final class DrawnResults extends Drawn {
    DrawnResults(long seed) {
        super(seed);
    }

    PowerSums powerSums(int variables) {
        List<BigDecimal> products = maybe(() -> decimals(variables * (variables + 1) / 2));
        return new PowerSums(
                count(), decimals(variables), products, maybe(() -> decimals(variables >= 2 && coin() ? 4 : 1)));
    }

    private List<BigDecimal> decimals(int size) {
        List<BigDecimal> decimals = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            decimals.add(decimal());
        }
        return decimals;
    }

    private MetricMoments metricMoments() {
        List<String> covariates = coin() ? List.of() : List.of("freq", "hpa");
        return new MetricMoments(powerSums(covariates.size() + 1 + random.nextInt(2)), covariates, count());
    }

    Moments moments() {
        SortedMap<String, MetricMoments> metrics = new TreeMap<>();
        someKeys().forEach(key -> metrics.put(key, metricMoments()));
        SortedMap<MetricPair, PowerSums> crosses = new TreeMap<>();
        if (coin()) {
            crosses.put(new MetricPair("a", "b"), powerSums(2));
            crosses.put(new MetricPair("a", "c"), powerSums(3));
        }
        SortedMap<String, QuantileSums> quantiles = new TreeMap<>();
        if (coin()) {
            quantiles.put("p95-load", quantileSums());
        }
        SortedMap<String, PowerSums> daily = new TreeMap<>();
        if (coin()) {
            daily.put("a", powerSums(7));
        }
        return new Moments(count(), metrics, crosses, quantiles, daily);
    }

    private QuantileSums quantileSums() {
        long low = random.nextInt(1_000);
        long high = low + random.nextInt(1_000);
        return new QuantileSums(
                count(),
                List.of(-0.1, 1 / 3.0),
                high + 1,
                high * 3 + 1,
                List.of(low, high),
                List.of(low * 2, high * 2),
                List.of(low * 3, high * 3));
    }

    List<Immature> preview() {
        return some(() -> new Immature(key(), key(), count(), maybe(this::real)));
    }

    Measurement measurement() {
        SortedMap<String, Moments> variants = new TreeMap<>();
        someKeys().forEach(key -> variants.put(key, moments()));
        return new Measurement(
                key(),
                instant(),
                "0f",
                variants,
                count(),
                oneOf(List.of("duckdb", "reported")),
                coin() ? 0 : count(),
                preview(),
                segments(),
                coin() ? List.of() : List.of(permutation(), permutation()));
    }

    private Permutation permutation() {
        return new Permutation(
                key(),
                key(),
                unit(),
                unit(),
                unit(),
                maybe(this::unit),
                some(() -> new Permutation.Ends(0.001 + unit() * 0.99, Math.abs(real()), Math.abs(real()))));
    }

    SortedMap<Segment, SortedMap<String, Moments>> segments() {
        SortedMap<Segment, SortedMap<String, Moments>> segments = new TreeMap<>();
        if (coin()) {
            SortedMap<String, Moments> variants = new TreeMap<>();
            someKeys().forEach(key -> variants.put(key, moments()));
            segments.put(new Segment("platform", oneOf(List.of("web", "12", "true", Segment.NONE))), variants);
            segments.put(new Segment("country", "SE"), new TreeMap<>());
        }
        return segments;
    }

    AggregateReport aggregateReport() {
        List<AggregateReport.Row> rows = new ArrayList<>();
        for (String variant : someKeys()) {
            rows.add(new AggregateReport.Row(
                    variant, key(), count(), decimal(), maybe(() -> decimal().abs()), maybe(this::decimal)));
        }
        return new AggregateReport(key(), instant(), rows);
    }

    private Level level() {
        return new Level(count(), maybe(this::real), maybe(this::positive));
    }

    private Estimate estimate() {
        return new Estimate(maybe(this::real), maybe(this::real), maybe(this::real), maybe(this::real));
    }

    private Effect effect() {
        Double pValue = maybe(this::unit);
        return new Effect(
                key(),
                key(),
                oneOf(Effect.Role.values()),
                oneOf(Effect.TestMethod.values()),
                oneOf(Effect.Adjustment.values()),
                level(),
                level(),
                estimate(),
                estimate(),
                pValue,
                maybe(this::unit),
                unit() * 0.99,
                maybe(this::real),
                maybe(() -> new Effect.Unadjusted(level(), level(), estimate(), estimate(), maybe(this::unit))),
                maybe(() -> new Effect.NonInferiority(unit(), maybe(this::real), maybe(this::unit), coin())),
                pValue == null ? reason() : null,
                reasons());
    }

    private Health health() {
        Boolean passed = maybe(this::coin);
        Map<String, Long> observed = new LinkedHashMap<>();
        observed.put("ranked", count());
        observed.put("control", count());
        return new Health(
                new Health.SampleRatio(
                        observed,
                        maybe(() -> Map.of("control", positive())),
                        maybe(this::unit),
                        maybe(this::positive),
                        passed,
                        passed == null ? reason() : null),
                new Health.MultipleExposure(count(), random.nextDouble(), coin()),
                maybe(() -> new Health.PreExposureBias(
                        some(() -> new Health.CovariateCheck(key(), text(), real(), maybe(this::unit))), coin())),
                reasons(),
                some(() -> new Health.SegmentRatio(segment(), observed, unit())),
                some(() -> new Health.Surprise(
                        key(), oneOf(Health.SurpriseKind.values()), real(), real(), maybe(this::segment))));
    }

    private Segment segment() {
        return new Segment("platform", oneOf(List.of("web", "12", Segment.NONE)));
    }

    private Reading reading() {
        return new Reading("N(0, 0.05^2)", unit(), positive(), real(), positive(), maybe(this::text));
    }

    Evaluation evaluation() {
        boolean isFinal = coin();
        return new Evaluation(
                key(),
                key(),
                oneOf(Status.values()),
                instant(),
                1 + random.nextInt(30),
                isFinal,
                oneOf(Verdict.values()),
                some(() -> new VariantVerdict(key(), oneOf(Verdict.values()), some(this::text), maybe(this::reading))),
                health(),
                some(this::effect),
                isFinal ? List.of() : some(() -> new Preview(key(), key(), level())),
                new Provenance(1 + random.nextInt(5), "0f", "duckdb", "0.1.0"),
                maybe(this::plan),
                isFinal ? some(this::novelty) : List.of());
    }

    private Novelty novelty() {
        Novelty.Finding finding = maybe(() -> oneOf(Novelty.Finding.values()));
        return new Novelty(
                key(),
                key(),
                finding,
                some(this::estimate),
                estimate(),
                maybe(this::unit),
                level(),
                level(),
                estimate(),
                estimate(),
                finding == null ? reason() : null);
    }

    private LookPlan plan() {
        Method method = oneOf(Method.values());
        LookPlan.Spending spending = new LookPlan.Spending(
                oneOf(List.of(
                        new ErrorSpending.OBrienFleming(), new ErrorSpending.Pocock(), new ErrorSpending.Power(2.5))),
                oneOf(LookPlan.Clock.values()),
                random.nextDouble(),
                unit());
        return new LookPlan(method, 0.05, method == Method.GROUP_SEQUENTIAL ? spending : null, maybe(this::positive));
    }

    private SequentialState.TestState groupSequential() {
        return new SequentialState.GroupSequential(some(() ->
                new SequentialState.Analysis(1 - random.nextDouble(), positive(), unit(), random.nextInt(3) - 1)));
    }

    private SequentialState.TestState twoSided() {
        return new SequentialState.TwoSided(coin(), unit(), coin(), coin(), positive());
    }

    private SequentialState.TestState oneSided() {
        return new SequentialState.OneSided(coin(), unit(), positive());
    }

    SequentialState sequentialState() {
        Map<String, SequentialState.Running> tests = new LinkedHashMap<>();
        some(this::key)
                .forEach(key -> tests.put(
                        "ranked/" + key,
                        new SequentialState.Running(
                                maybe(() -> coin() ? twoSided() : groupSequential()),
                                maybe(() -> coin() ? oneSided() : groupSequential()),
                                maybe(() -> coin() ? oneSided() : groupSequential()))));
        return new SequentialState(random.nextInt(30), coin(), tests);
    }

    VariantResult variantResult() {
        VariantResult.Measured measured =
                maybe(() -> new VariantResult.Measured(real(), positive(), real(), positive()));
        return new VariantResult(
                key(),
                key(),
                key(),
                key(),
                instant(),
                instant(),
                oneOf(Status.values()),
                oneOf(Verdict.values()),
                measured,
                measured == null ? reason() : null,
                maybe(() -> new VariantResult.Scale(positive(), positive(), oneOf(VariantResult.Basis.values()))),
                maybe(this::positive),
                maybe(this::key),
                reasons());
    }

    FeatureState featureState() {
        return new FeatureState(key(), maybe(this::key), instant());
    }

    private DirectEffect direct() {
        return new DirectEffect(real(), positive());
    }

    private VariantPosterior posterior() {
        return new VariantPosterior(
                key(),
                oneOf(Status.values()),
                oneOf(Verdict.values()),
                direct(),
                maybe(this::direct),
                maybe(this::direct),
                real(),
                positive(),
                real(),
                real(),
                unit(),
                maybe(this::real),
                maybe(this::real),
                maybe(this::real));
    }

    private RankedFeature row() {
        return new RankedFeature(
                1 + random.nextInt(99),
                1,
                99,
                unit(),
                key(),
                key(),
                posterior(),
                maybe(() -> oneOf(VariantResult.Basis.values())),
                maybe(this::positive),
                maybe(this::real),
                new RankedFeature.Action(oneOf(RankedFeature.Action.Name.values()), maybe(this::real), text()),
                reasons(),
                some(this::posterior),
                some(() -> new RankedFeature.Earlier(
                        key(), key(), instant(), oneOf(Verdict.values()), maybe(this::direct))));
    }

    Ranking ranking() {
        return new Ranking(
                instant(),
                key(),
                count(),
                new Ranking.Prior(real(), positive(), random.nextInt(100)),
                some(this::row),
                some(() -> new Ranking.NotRanked(key(), key(), key(), reason())),
                new Ranking.Programme(
                        oneOf(Ranking.Programme.Basis.values()),
                        someKeys(),
                        real(),
                        real(),
                        real(),
                        real(),
                        real(),
                        maybe(this::real),
                        maybe(this::real)));
    }
}
