package northstar.simulations;

import java.util.Map;

/** Runs. */
public final class Simulations {
    private Simulations() {}

    /**
     * Runs.
     */
    public static void main(String[] arguments) {
        int share = Integer.parseInt(arguments[0]);
        for (Scenario scenario : Scenarios.all()) {
            if (arguments.length > 1 && !scenario.name().contains(arguments[1])) continue;
            long start = System.nanoTime();
            Simulation.Result r = new Simulation(Simulation.SEED, scenario.runs() / share).of(scenario);
            for (Method m : scenario.methods()) {
                Rates a = r.without().get(m), b = r.with().get(m);
                double n = a.runs();
                System.out.printf(java.util.Locale.ROOT, "%-24s %-16s fpr %.4f dec %.3f/%.3f cov %.4f %.4f rel %.4f %.4f power %.4f exp %.4f drift %.3f  %.1fs%n", scenario.name(), m.label(),
                  a.rejected()/n, a.decided()/n, b.decided()/n, a.covered()/(double)a.decided(), b.covered()/(double)b.decided(),
                  a.relativeCovered()/(double)a.relative(), b.relativeCovered()/(double)b.relative(), b.rejected()/n, m.power(scenario, b.meanDrift()), b.meanDrift(), (System.nanoTime()-start)/1e9);
            }
        }
    }
}
