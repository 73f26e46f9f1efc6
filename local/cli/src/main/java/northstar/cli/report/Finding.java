package northstar.cli.report;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Line;
import northstar.domain.Reason;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Estimate;

/** What one treatment's data show about one metric, in one word or two. */
public enum Finding {
    BETTER("Better", Emphasis.GOOD),
    WORSE("Worse", Emphasis.BAD),
    SAFE("Safe", Emphasis.GOOD),
    UNPROVEN("Safety unproven", Emphasis.CAUTION),
    NO_DIFFERENCE("No real difference", Emphasis.NONE),
    CANNOT_TELL("Can't tell", Emphasis.NONE),
    TOO_EARLY("Too early", Emphasis.NONE);

    /** Why there is no answer yet, where waiting helps. */
    private static final Set<Reason> PASSING = EnumSet.of(
            Reason.NOT_FINAL,
            Reason.BURN_IN,
            Reason.IMMATURE,
            Reason.CAP_PENDING,
            Reason.NO_DATA,
            Reason.LOW_N,
            Reason.METHOD_NOT_AVAILABLE);

    private final String words;
    private final Emphasis emphasis;

    Finding(String words, Emphasis emphasis) {
        this.words = words;
        this.emphasis = emphasis;
    }

    /** Returns the finding of one effect; {@code isFinal} says whether more data are to come. */
    public static Finding of(PinnedExperiment pinned, Effect effect, boolean isFinal) {
        int direction = pinned.metric(effect.metric()).direction().sign();
        int moved = moved(effect, pinned.experiment().analysis().alpha()) * direction;
        NonInferiority nonInferiority = effect.nonInferiority();
        if (nonInferiority != null) {
            return nonInferiority.passed() ? SAFE : moved < 0 ? WORSE : UNPROVEN;
        }
        if (moved != 0) {
            return moved > 0 ? BETTER : WORSE;
        }
        if (!isFinal && (effect.undefined() == null || PASSING.contains(effect.undefined()))) {
            return TOO_EARLY;
        }
        return isWithin(effect.relative(), pinned.experiment().smallestWorthwhile()) ? NO_DIFFERENCE : CANNOT_TELL;
    }

    /** Returns +1 if the metric is shown to have risen, -1 if it is shown to have fallen, else 0. */
    private static int moved(Effect effect, double alpha) {
        Double adjusted = effect.adjustedPValue();
        Double value = effect.absolute().value();
        return adjusted == null || value == null || !(adjusted <= alpha) ? 0 : (int) Math.signum(value);
    }

    private static boolean isWithin(Estimate relative, double margin) {
        return relative.ciLower() != null
                && relative.ciLower() >= -margin
                && Objects.requireNonNull(relative.ciUpper()) <= margin;
    }

    Line line() {
        return Line.of(words, emphasis);
    }

    Emphasis emphasis() {
        return emphasis;
    }
}
