package northstar.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import northstar.statistics.ArmMoments;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.TwoSidedResult;

/**
 * Time of gbstats' two-sided t test, measured in a Python process of its own. A test that says something else than ours would be no
 * yardstick, so its p-values are compared with ours.
 *
 * @param version of gbstats
 * @param nanos median of a call in nanoseconds
 */
record Gbstats(String version, double nanos) {
    private static final double TOLERANCE = 1e-9;

    /**
     * Measures.
     *
     * @param python an interpreter that has gbstats
     * @param script {@code gbstats_two_sided.py}
     * @param arms what is compared, without its covariate
     * @throws IOException if the script fails
     * @throws IllegalStateException if the p-values differ from ours
     */
    static Gbstats measure(Path python, Path script, List<UnequalArms> arms) throws IOException {
        Path input = Files.createTempFile("gbstats", ".txt");
        try {
            Files.write(input, arms.stream().map(Gbstats::line).toList());
            Process process = new ProcessBuilder(python.toString(), script.toString())
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> lines;
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                lines = reader.lines().toList();
            }
            if (lines.size() != 2 + arms.size()) {
                throw new IOException(script + ": lines == " + lines.size() + ", must be " + (2 + arms.size()));
            }
            for (int i = 0; i < arms.size(); i++) {
                requireSame(Double.parseDouble(lines.get(2 + i)), pValue(arms.get(i)));
            }
            return new Gbstats(lines.get(0), Double.parseDouble(lines.get(1)));
        } finally {
            Files.delete(input);
        }
    }

    private static void requireSame(double theirs, double ours) {
        if (!(Math.abs(theirs - ours) <= TOLERANCE)) {
            throw new IllegalStateException("p-value of gbstats == " + theirs + ", must be ours, " + ours);
        }
    }

    private static double pValue(UnequalArms arms) {
        TwoSidedResult result = new FixedTest(0.05)
                .test(EffectEstimator.withDefaults()
                        .withCovariateLimits(0, 1)
                        .compare(Estimand.MEAN, arms.control(), arms.treatment()));
        if (!(result instanceof TwoSidedResult.Tested tested)) {
            throw new IllegalStateException("result == " + result + ", must be tested");
        }
        return tested.pValue();
    }

    private static String line(UnequalArms arms) {
        return moments(arms.control()) + " " + moments(arms.treatment());
    }

    private static String moments(ArmMoments arm) {
        return arm.n() + " " + arm.mean(0) + " " + arm.covariance(0, 0).orElseThrow();
    }
}
