package northstar.simulations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import northstar.simulations.Quantity.Promise;
import northstar.simulations.Quantity.Share;

/**
 * One rate beside what was promised.
 *
 * @param scenario of which experiments
 * @param method read by which method
 * @param quantity what was counted
 * @param share the rate
 * @param promise what it should be, the value of a known exception instead of the promised one
 * @param exception the exception, if it is one
 * @param power what theory expects of the power
 */
record Verdict(
        Scenario scenario,
        Method method,
        Quantity quantity,
        Share share,
        Promise promise,
        Optional<KnownDeviation> exception,
        double power) {

    /** Returns the rates of a scenario, method by method. */
    static List<Verdict> of(Simulation.Result result) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Method method : Method.values()) {
            Rates without = result.without().get(method);
            Rates with = result.with().get(method);
            if (without == null || with == null) {
                continue;
            }
            double power =
                    method.power(result.scenario(), with.drift(result.scenario().effect()));
            for (Quantity quantity : Quantity.values()) {
                Optional<KnownDeviation> exception = KnownDeviation.of(result.scenario(), method, quantity);
                verdicts.add(new Verdict(
                        result.scenario(),
                        method,
                        quantity,
                        quantity.of(without, with),
                        exception
                                .map(known -> new Promise(known.value(), false, false))
                                .orElseGet(() -> quantity.promise(method, power)),
                        exception,
                        power));
            }
        }
        return List.copyOf(verdicts);
    }

    boolean isKept() {
        return promise.isKeptBy(share);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s, %s: %d of %d = %.4f, expected %.4f",
                scenario.name(),
                method.label(),
                quantity.label(),
                share.hits(),
                share.trials(),
                share.value(),
                promise.value());
    }
}
