package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.domain.definition.DefinitionEvent.MetricsDefined;
import northstar.domain.definition.DefinitionEvent.NorthStarDefined;
import northstar.domain.definition.Registry.Resolution;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final Instant EARLY = Samples.START.minusSeconds(100);
    private static final Instant LATE = Samples.START.plusSeconds(100);
    private static final CurrentExperiment CURRENT = new CurrentExperiment(Samples.halves(), 1, Samples.START, null);

    private static Version northStar(Instant at, Guardrail... guardrails) {
        return new Version(new NorthStarDefined(Samples.northStar(guardrails), at), "n" + at);
    }

    private static Version metric(String key, Instant at, Duration window) {
        return new Version(new MetricsDefined(Map.of(key, Samples.mean(key, window)), at), "m" + at);
    }

    private static Map<String, List<Version>> allMetrics() {
        Map<String, List<Version>> metrics = new HashMap<>();
        List.of("nights-booked", "searches", "load", "visits")
                .forEach(key -> metrics.put(key, List.of(metric(key, EARLY, Duration.ofDays(7)))));
        return metrics;
    }

    private static Resolution resolve(
            CurrentExperiment current, Map<String, List<Version>> northStars, Map<String, List<Version>> metrics) {
        return new Registry(northStars, metrics).resolve(current, (star, all) -> star.key() + all.keySet());
    }

    private static CurrentExperiment withoutNorthStar() {
        Experiment e = Samples.halves();
        return new CurrentExperiment(
                new Experiment(
                        e.key(),
                        e.feature(),
                        e.notes(),
                        e.unit(),
                        e.variants(),
                        e.start(),
                        e.end(),
                        e.lateness(),
                        e.timeZone(),
                        null,
                        e.indicators(),
                        e.guardrails(),
                        e.exploratory(),
                        e.segments(),
                        e.smallestWorthwhile(),
                        e.analysis(),
                        e.allocation(),
                        e.effort(),
                        e.replicates(),
                        e.unitsPerYear(),
                        e.data()),
                1,
                Samples.START,
                null);
    }

    @Test
    void resolve_everythingDefined_isPinned() {
        Resolution resolution = resolve(CURRENT, Map.of("nights", List.of(northStar(EARLY))), allMetrics());

        assertThat(resolution).isInstanceOfSatisfying(Resolution.Pinned.class, pinned -> {
            assertThat(pinned.experiment().metrics()).containsOnlyKeys("load", "nights-booked", "searches", "visits");
            assertThat(pinned.experiment().hash()).isEqualTo("nights[load, nights-booked, searches, visits]");
        });
    }

    @Test
    void resolve_laterVersion_leavesThePinAlone() {
        Map<String, List<Version>> metrics = allMetrics();
        metrics.put(
                "searches",
                List.of(metric("searches", LATE, Duration.ofDays(1)), metric("searches", EARLY, Duration.ofDays(2))));

        Resolution resolution = resolve(CURRENT, Map.of("nights", List.of(northStar(EARLY))), metrics);

        assertThat(((Resolution.Pinned) resolution).experiment().metric("searches"))
                .isEqualTo(Samples.mean("searches", Duration.ofDays(2)));
    }

    @Test
    void resolve_definedOnlyLater_takesTheFirstVersion() {
        Map<String, List<Version>> metrics = allMetrics();
        metrics.put(
                "searches",
                List.of(
                        metric("searches", LATE.plusSeconds(1), Duration.ofDays(1)),
                        metric("searches", LATE, Duration.ofDays(2))));

        Resolution resolution = resolve(CURRENT, Map.of("nights", List.of(northStar(LATE))), metrics);

        assertThat(((Resolution.Pinned) resolution).experiment().metric("searches"))
                .isEqualTo(Samples.mean("searches", Duration.ofDays(2)));
    }

    @Test
    void resolve_missingReferences_areNamed() {
        Map<String, List<Version>> metrics = allMetrics();
        metrics.remove("load");

        assertThat(resolve(CURRENT, Map.of(), metrics)).isEqualTo(new Resolution.Pending("nights", List.of()));
        assertThat(resolve(CURRENT, Map.of("nights", List.of(northStar(EARLY))), metrics))
                .isEqualTo(new Resolution.Pending(null, List.of("load")));
    }

    @Test
    void resolve_noNorthStarNamed_takesTheOnlyOne() {
        assertThat(resolve(withoutNorthStar(), Map.of("nights", List.of(northStar(LATE))), allMetrics()))
                .isInstanceOf(Resolution.Pinned.class);
        assertThat(resolve(
                        withoutNorthStar(),
                        Map.of("nights", List.of(northStar(EARLY)), "other", List.of(northStar(LATE))),
                        allMetrics()))
                .isInstanceOf(Resolution.Pinned.class);
    }

    @Test
    void resolve_noNorthStarNamedAmongSeveral_isPending() {
        assertThat(resolve(
                        withoutNorthStar(),
                        Map.of("nights", List.of(northStar(EARLY)), "other", List.of(northStar(EARLY))),
                        allMetrics()))
                .isEqualTo(new Resolution.Pending(Resolution.Pending.UNNAMED, List.of()));
        assertThat(resolve(withoutNorthStar(), Map.of(), allMetrics()))
                .isEqualTo(new Resolution.Pending(Resolution.Pending.UNNAMED, List.of()));
    }
}
