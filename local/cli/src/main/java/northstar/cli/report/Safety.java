package northstar.cli.report;

import java.util.List;
import java.util.Map;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Line;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.ranking.RankedFeature;

/** Says whether the guardrails of a feature's leading variant are shown to be safe. */
final class Safety {
    private Safety() {}

    /** Returns the words, or an empty line if it has no guardrails or nothing is known of them. */
    static Line of(RankedFeature feature, Map<String, Evaluation> evaluations) {
        Evaluation evaluation = evaluations.get(feature.experiment());
        if (evaluation == null) {
            return Line.EMPTY;
        }
        List<NonInferiority> tests = evaluation.effects().stream()
                .filter(effect -> effect.variant().equals(feature.lead().variant()))
                .map(Effect::nonInferiority)
                .flatMap(java.util.stream.Stream::ofNullable)
                .toList();
        if (tests.isEmpty()) {
            return Line.EMPTY;
        }
        return tests.stream().allMatch(NonInferiority::passed)
                ? Line.of("safe", Emphasis.GOOD)
                : Line.of("open", Emphasis.CAUTION);
    }
}
