package northstar.cli.report;

import java.util.List;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.domain.Reason;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.VariantVerdict;

/** Says in one sentence or two what one variant's data show. */
final class Headline {
    private final PinnedExperiment pinned;
    private final Evaluation evaluation;

    Headline(PinnedExperiment pinned, Evaluation evaluation) {
        this.pinned = pinned;
        this.evaluation = evaluation;
    }

    /** Returns one sentence for each treatment. */
    List<Line> lines() {
        return evaluation.variants().stream().map(this::line).toList();
    }

    private Line line(VariantVerdict verdict) {
        Effect northStar = evaluation.northStarEffect(verdict.variant()).orElseThrow();
        return Line.of(verdict.variant(), Emphasis.STRONG)
                .plus(": ")
                .plus(ScreenWords.line(verdict.verdict()))
                .plus(". " + sentence(verdict, northStar));
    }

    private String sentence(VariantVerdict verdict, Effect northStar) {
        String change = northStar.metric() + " " + change(northStar);
        return switch (verdict.verdict()) {
            case SHIP -> change + (pinned.guardrails().isEmpty() ? "." : ", and every guardrail is safe.");
            case GUARDRAIL_UNPROVEN -> change + ". " + unproven(verdict.variant());
            case HARMFUL -> change + ": " + String.join(", ", verdict.reasons()) + ".";
            case NEUTRAL ->
                change + ", less than the " + Figures.chosen(pinned.experiment().smallestWorthwhile())
                        + " that would matter.";
            case INCONCLUSIVE ->
                northStar.undefined() == null
                        ? change + ": the data allow a gain as well as a loss."
                        : change + " cannot be judged: " + Remarks.absence(northStar.undefined()) + ".";
            case INVALID -> invalid();
            case TOO_EARLY -> change + " so far: " + tooEarly(northStar) + ".";
        };
    }

    private static String change(Effect effect) {
        return Change.alone(effect).sentence(effect);
    }

    private String unproven(String variant) {
        List<String> open = evaluation.effects().stream()
                .filter(effect -> effect.variant().equals(variant))
                .filter(effect -> effect.nonInferiority() != null
                        && !effect.nonInferiority().passed())
                .map(effect -> effect.metric() + " may still be worse by more than "
                        + Figures.chosen(effect.nonInferiority().margin()))
                .toList();
        return capital(String.join(", ", open)) + ".";
    }

    private String invalid() {
        return Boolean.FALSE.equals(evaluation.health().sampleRatio().passed())
                ? "The groups do not have the planned sizes. Find out why before you read a number."
                : "The groups differed before the experiment began. Find out why before you read a number.";
    }

    private String tooEarly(Effect northStar) {
        Reason undefined = northStar.undefined();
        if (undefined != null) {
            return Remarks.absence(undefined);
        }
        return Finding.of(pinned, northStar, evaluation.isFinal()) == Finding.BETTER
                ? "a full week has not passed, and weekdays differ"
                : "chance alone could have made it";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
