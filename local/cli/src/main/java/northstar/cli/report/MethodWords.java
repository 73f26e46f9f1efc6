package northstar.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.TestMethod;
import org.jspecify.annotations.Nullable;

/** What the name of a test that is not the usual one stands for. */
final class MethodWords {
    private MethodWords() {}

    /** Returns a sentence for each unusual test with the metrics that it was used for. */
    static List<String> of(List<Effect> effects) {
        List<String> lines = new ArrayList<>();
        Arrays.stream(TestMethod.values()).forEach(method -> {
            String meaning = meaning(method);
            String metrics = effects.stream()
                    .filter(effect -> effect.method() == method && effect.pValue() != null)
                    .map(Effect::metric)
                    .distinct()
                    .collect(Collectors.joining(", "));
            if (meaning != null && !metrics.isEmpty()) {
                lines.add(ScreenWords.json(method) + " (" + metrics + "): " + meaning);
            }
        });
        return lines;
    }

    private static @Nullable String meaning(TestMethod method) {
        return switch (method) {
            case WELCH, NORMAL -> null;
            case HALL -> "the test and its interval are corrected for the skewness of the difference.";
            case PERMUTATION ->
                "few units or a few very large values decide, so the units themselves were asked: p from assigning them anew"
                        + " at random, the interval from drawing them anew (bootstrap-t). Covariates are not used.";
            case NEWCOMBE -> "few successes or failures, so p is Fisher's exact one and the interval is Newcombe's.";
        };
    }
}
