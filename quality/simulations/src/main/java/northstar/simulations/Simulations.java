package northstar.simulations;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Runs all scenarios and the random moments, prints what came of them (the tables of docs/statistics.md) and fails where a
 * promise is broken.
 */
public final class Simulations {
    private static final int RUNS = Integer.getInteger("northstar.runs", 10_000);
    private static final int CASES = Integer.getInteger("northstar.fuzz", 1_000_000);
    private static final double ALL_RUNS = 10_000;

    private Simulations() {}

    /** Returns how often a scenario is run when the ordinary one is run so often. */
    static int runs(Scenario scenario, int ordinary) {
        return (int) Math.max(1, Math.round(scenario.runs() * (ordinary / ALL_RUNS)));
    }

    /**
     * Runs. The properties {@code northstar.runs} and {@code northstar.fuzz} say how often.
     *
     * @param arguments parts of the names of the scenarios that are wanted; all of them if there is none
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<Verdict> broken = simulate(out, List.of(arguments));
        Fuzz.Report report = new Fuzz(Simulation.SEED, CASES).run();
        out.printf(
                Locale.ROOT, "%nrandom moments: %,d (seed %d), of which %s%n", CASES, Simulation.SEED, report.kinds());
        out.printf(Locale.ROOT, "broken: %d%n", report.findings().size());
        report.findings().forEach(out::println);
        if (!broken.isEmpty() || !report.findings().isEmpty()) {
            throw new IllegalStateException(
                    "promises broken == " + (broken.size() + report.findings().size()) + ", must be 0");
        }
    }

    private static List<Verdict> simulate(PrintStream out, List<String> wanted) {
        out.printf(Locale.ROOT, "seed %d, %,d runs without and as many with an effect%n%n", Simulation.SEED, RUNS);
        out.println("| scenario | runs | method | found without effect | covered without effect | covered with effect"
                + " | relative covered | power | power by theory |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        List<Verdict> broken = new ArrayList<>();
        List<Verdict> exceptions = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            if (!wanted.isEmpty() && wanted.stream().noneMatch(scenario.name()::contains)) {
                continue;
            }
            Simulation.Result result = new Simulation(Simulation.SEED, runs(scenario, RUNS)).of(scenario);
            List<Verdict> verdicts = Verdict.of(result);
            for (Method method : Method.values()) {
                List<Verdict> row = verdicts.stream()
                        .filter(verdict -> verdict.method() == method)
                        .toList();
                if (!row.isEmpty()) {
                    out.println(row(row));
                }
            }
            verdicts.stream().filter(verdict -> verdict.exception().isPresent()).forEach(exceptions::add);
            verdicts.stream().filter(verdict -> !verdict.isKept()).forEach(broken::add);
        }
        out.println();
        exceptions.forEach(verdict -> out.println(
                "* " + verdict + " (" + verdict.exception().orElseThrow().reason() + ")"));
        out.printf(Locale.ROOT, "%nrates that are not what they should be: %d%n", broken.size());
        broken.forEach(out::println);
        return broken;
    }

    private static String row(List<Verdict> row) {
        Scenario scenario = row.getFirst().scenario();
        Method method = row.getFirst().method();
        String rates = row.stream()
                .map(verdict -> String.format(
                        Locale.ROOT,
                        "%.2f %%%s",
                        100 * verdict.share().value(),
                        verdict.exception().isPresent() ? " *" : verdict.isKept() ? "" : " !"))
                .collect(Collectors.joining(" | "));
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %.2f %% |",
                scenario.name(),
                runs(scenario, RUNS),
                method.label(),
                rates,
                100 * row.getFirst().power());
    }
}
