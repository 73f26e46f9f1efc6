package northstar.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The twentieth part of what {@code make quality} runs, or as much as {@code -Dnorthstar.runs} says. */
class SimulationsTest {
    private static final int RUNS = Integer.getInteger("northstar.runs", 500);

    static List<String> names() {
        return Scenarios.all().stream().map(Scenario::name).toList();
    }

    private static Scenario scenario(String name) {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void scenario_sample_keepsItsPromises(String name) {
        Scenario scenario = scenario(name);

        List<Verdict> verdicts =
                Verdict.of(new Simulation(Simulation.SEED, Simulations.runs(scenario, RUNS)).of(scenario));

        assertThat(verdicts).hasSize(scenario.methods().size() * Quantity.values().length);
        assertThat(verdicts)
                .allSatisfy(verdict -> assertThat(verdict.isKept())
                        .as("seed %d, %s", Simulation.SEED, verdict)
                        .isTrue());
    }

    @Test
    void simulation_sameSeed_sameRates() {
        Scenario scenario = scenario("40 clusters");

        assertThat(new Simulation(7, 50).of(scenario)).isEqualTo(new Simulation(7, 50).of(scenario));
        assertThat(new Simulation(8, 50).of(scenario)).isNotEqualTo(new Simulation(7, 50).of(scenario));
    }

    @Test
    void exceptions_all_areOfAScenarioAndHaveAReason() {
        assertThat(KnownDeviation.all())
                .allSatisfy(known -> assertThat(names()).contains(known.scenario()))
                .allSatisfy(known -> assertThat(known.reason()).isNotBlank());
    }
}
