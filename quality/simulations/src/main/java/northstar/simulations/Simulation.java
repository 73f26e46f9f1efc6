package northstar.simulations;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Runs a scenario many times. Each run has a seed of its own, so that the result depends neither on the number of processors nor
 * on which other scenarios there are.
 *
 * @param seed of all
 * @param runs of each scenario
 */
record Simulation(long seed, int runs) {
    /** What is run when nothing else is wanted. */
    static final long SEED = 20_261_101;

    /**
     * What came of a scenario.
     *
     * @param scenario the scenario
     * @param without what each method said where there was no effect
     * @param with what each method said where there was one
     */
    record Result(Scenario scenario, Map<Method, Rates> without, Map<Method, Rates> with) {
        Result {
            without = Map.copyOf(without);
            with = Map.copyOf(with);
        }
    }

    Result of(Scenario scenario) {
        return new Result(scenario, of(scenario, false), of(scenario, true));
    }

    private Map<Method, Rates> of(Scenario scenario, boolean isMoved) {
        long stream = new SplittableRandom(seed + 31L * scenario.name().hashCode() + (isMoved ? 1 : 0)).nextLong();
        return IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> once(scenario, new SplittableRandom(stream + run), isMoved))
                .reduce(Map.of(), Simulation::sum);
    }

    private static Map<Method, Rates> once(Scenario scenario, SplittableRandom random, boolean isMoved) {
        Scenario.Sample sample = scenario.draw(random.split(), isMoved);
        double effect = isMoved ? scenario.effect() : 0;
        Map<Method, Rates> rates = new EnumMap<>(Method.class);
        for (Method method : scenario.methods()) {
            rates.put(method, Rates.NONE.plus(method.read(scenario, sample, effect)));
        }
        return rates;
    }

    private static Map<Method, Rates> sum(Map<Method, Rates> some, Map<Method, Rates> others) {
        Map<Method, Rates> sum = new EnumMap<>(Method.class);
        sum.putAll(some);
        others.forEach((method, rates) -> sum.merge(method, rates, Rates::plus));
        return sum;
    }
}
