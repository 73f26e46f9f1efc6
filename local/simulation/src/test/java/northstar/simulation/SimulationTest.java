package northstar.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.events.DefinitionDocuments;
import northstar.events.Definitions;
import northstar.lake.DaySeals;
import northstar.lake.FolderLake;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.Landed;
import northstar.lake.Landing;
import northstar.lake.Manifests;
import northstar.lake.ObjectReader;
import northstar.lake.RawReader;
import northstar.lake.SealLease;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;
import northstar.simulation.Expected.Counts;
import northstar.simulation.SimulationOptions.TrueEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final String DEFINITION = """
            northStar: {key: star, metric: revenue}
            metrics:
              revenue: {type: mean, event: purchase, value: amount, where: {status: paid}, window: P2D}
              orders: {type: mean, event: purchase, window: P2D}
              capped: {type: mean, event: spend, value: value, window: P2D, cap: {value: 100}}
              tried: {type: proportion, event: trial, window: P2D}
            ---
            experiment:
              key: trial
              feature: trial
              unit: UNIT
              variants: [{key: control, weight: 0.5, control: true}, {key: treated, weight: 0.5}]
              start: 2026-10-05T00:00:00Z
              end: 2026-10-08T00:00:00Z
              indicators: [orders, capped, tried]
              analysis: {method: fixed, covariates: {lookback: P2D}}
              data:
                events: {}
            """;

    @TempDir
    private Path folder;

    private DuckDb.Limits limits = DuckDb.Limits.ofMachine();

    @BeforeEach
    void makeLimits() {
        limits = new DuckDb.Limits(256, 2, folder.resolve("spill"));
    }

    private static PinnedExperiment pinned(String unit) {
        Definitions definitions = DefinitionDocuments.parse("trial.yaml", DEFINITION.replace("UNIT", unit));
        var experiment = definitions.experiments().getFirst();
        return new PinnedExperiment(
                new CurrentExperiment(experiment, 1, experiment.start(), null),
                definitions.northStars().getFirst(),
                definitions.metrics(),
                "hash");
    }

    private static SimulationOptions options(long seed, boolean raw, TrueEffect... effects) {
        return new SimulationOptions(2_000, null, List.of(effects), seed, null, 0.1, 0.05, 0.02, 0, raw);
    }

    private Expected simulate(Lake lake, SimulationOptions options) {
        return simulate(lake, options, "user");
    }

    private Expected simulate(Lake lake, SimulationOptions options, String unit) {
        try (DuckDb engine = new DuckDb(limits)) {
            return new Simulation(engine, lake, options, _ -> {}).write(List.of(pinned(unit)));
        }
    }

    private static List<String> parts(Lake lake) {
        return lake.list("landed/").stream().map(Lake.StoredObject::key).toList();
    }

    private List<SealedDay> sealed(Lake lake, Kind kind) {
        DaySeals seals = new DaySeals(limits, lake, SealLease.NONE);
        return seals.seal(kind, seals.days(kind).first(), seals.days(kind).last());
    }

    @Test
    void write_sameSeed_writesTheSameBytes() {
        Lake one = new FolderLake(folder.resolve("one"));
        Lake other = new FolderLake(folder.resolve("other"));
        simulate(one, options(7, false));
        simulate(other, options(7, false));

        // The names of parts hold hashes of what is in them.
        assertThat(parts(one)).isNotEmpty().isEqualTo(parts(other));
    }

    @Test
    void write_otherSeed_writesOtherEvents() {
        Lake one = new FolderLake(folder.resolve("one"));
        Lake other = new FolderLake(folder.resolve("other"));
        simulate(one, options(7, false));
        simulate(other, options(8, false));

        assertThat(parts(one)).doesNotContainAnyElementsOf(parts(other));
    }

    @Test
    void write_shares_areAsAskedFor() {
        Counts counts = simulate(new FolderLake(folder.resolve("lake")), options(7, false))
                .experiments()
                .get("trial")
                .counts();

        assertThat(counts.exposures()).isEqualTo(2_000 + counts.multiExposed());
        // Four standard errors.
        assertThat(counts.multiExposed() / 2_000.0).isCloseTo(0.02, within(4 * Math.sqrt(0.02 * 0.98 / 2_000)));
        double n = counts.activities();
        assertThat(counts.duplicates() / n).isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / n)));
        double all = n + counts.exposures();
        assertThat(counts.late() / all).isCloseTo(0.1, within(4 * Math.sqrt(0.1 * 0.9 / all)));
    }

    @Test
    void write_sealed_countsEachActivityOnce() {
        Lake lake = new FolderLake(folder.resolve("lake"));
        Counts counts =
                simulate(lake, options(7, false)).experiments().get("trial").counts();

        List<SealedDay> days = sealed(lake, Kind.ACTIVITIES);
        assertThat(days.stream().mapToLong(SealedDay::rows).sum()).isEqualTo(counts.activities());
        assertThat(days.stream().mapToLong(SealedDay::duplicates).sum()).isEqualTo(counts.duplicates());
        assertThat(days.stream().mapToLong(SealedDay::conflicts).sum()).isZero();
        assertThat(new Manifests(lake).landed()).isNotEmpty().allMatch(Landed::complete);
    }

    @Test
    void write_raw_landsAsTheSameEvents() {
        Lake raw = new FolderLake(folder.resolve("raw"));
        Lake parquet = new FolderLake(folder.resolve("parquet"));
        simulate(raw, options(7, true));
        simulate(parquet, options(7, false));
        Function<String, ObjectReader> readers = _ -> new RawReader();
        Landing landing = new Landing(limits, raw, readers);
        List<Landed> landed = landing.unlanded().stream()
                .map(key -> landing.land(key).orElseThrow())
                .toList();

        assertThat(landed).isNotEmpty().allMatch(each -> each.refused() == 0 && each.duplicates() == 0);
        for (Kind kind : Kind.values()) {
            assertThat(sealed(raw, kind).stream().map(SealedDay::groups))
                    .isEqualTo(sealed(parquet, kind).stream()
                            .map(SealedDay::groups)
                            .toList());
        }
    }

    @Test
    void write_unitTeam_actsThroughMembers() throws Exception {
        Lake lake = new FolderLake(folder.resolve("lake"));
        simulate(lake, options(7, true), "team");
        Landing landing = new Landing(limits, lake, _ -> new RawReader());
        landing.unlanded().forEach(landing::land);
        SealedDay day = sealed(lake, Kind.ACTIVITIES).getFirst();
        try (DuckDb engine = new DuckDb(limits);
                Lake.LocalCopy table = lake.fetch(String.valueOf(day.table())).orElseThrow()) {
            long strange = engine.query(
                    "SELECT count(*) FROM read_parquet('" + table.path()
                            + "') WHERE NOT starts_with(unit, json_extract_string(properties, '$.team') || '-')",
                    rows -> {
                        rows.next();
                        return rows.getLong(1);
                    });
            assertThat(strange).isZero();
        }
    }

    @Test
    void write_expected_readsBackAsWritten() throws Exception {
        Path lake = folder.resolve("lake");
        Expected expected = simulate(new FolderLake(lake), options(7, false, new TrueEffect("revenue", null, 0.1)));

        String written = Files.readString(lake.resolve(Expected.KEY), StandardCharsets.UTF_8);
        assertThat(Expected.parse(written)).isEqualTo(expected);
    }

    @Test
    void write_effect_isSaidOfWhatItReachesAndOfNothingElse() {
        Expected expected = simulate(
                new FolderLake(folder.resolve("lake")),
                options(7, false, new TrueEffect("revenue", null, 0.1), new TrueEffect("capped", "treated", 0.2)));
        var metrics = expected.experiments().get("trial").metrics();

        assertThat(metrics.get("revenue").treatments().get("treated").value()).isCloseTo(0.1, within(1e-12));
        assertThat(metrics.get("orders").treatments().get("treated").value()).isZero();
        assertThat(metrics.get("capped").treatments().get("treated").value()).isNull();
        assertThat(metrics.get("capped").treatments().get("treated").reason()).contains("cap");
        assertThat(metrics.get("tried").control().value()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void write_effectOfAMetricWhoseEventIsAnothers_isRefused() {
        SimulationOptions options = options(7, false, new TrueEffect("orders", null, 0.1));

        assertThatThrownBy(() -> simulate(new FolderLake(folder.resolve("lake")), options))
                .hasMessageContaining("effect of orders", "revenue");
    }

    @Test
    void write_effectOfNoMetric_isRefused() {
        SimulationOptions options = options(7, false, new TrueEffect("profit", null, 0.1));

        assertThatThrownBy(() -> simulate(new FolderLake(folder.resolve("lake")), options))
                .hasMessageContaining("effect == profit, must be of a metric of the definition");
    }
}
