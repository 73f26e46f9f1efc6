package northstar.cli.report;

import java.util.Locale;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Line;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;

/** The words of the contract as a person sees them. */
public final class ScreenWords {
    private ScreenWords() {}

    static String of(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> "Win";
            case HARMFUL -> "Harm";
            case NEUTRAL -> "No real difference";
            case GUARDRAIL_UNPROVEN -> "Win, safety unproven";
            case INCONCLUSIVE -> "Can't tell";
            case INVALID -> "Don't trust";
            case TOO_EARLY -> "Too early";
        };
    }

    static Emphasis emphasis(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> Emphasis.GOOD;
            case HARMFUL, INVALID -> Emphasis.BAD;
            case GUARDRAIL_UNPROVEN -> Emphasis.CAUTION;
            case NEUTRAL, INCONCLUSIVE, TOO_EARLY -> Emphasis.NONE;
        };
    }

    static Line line(Verdict verdict) {
        return Line.of(of(verdict), emphasis(verdict));
    }

    static String of(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the heading of the metrics of a role. */
    public static String of(Effect.Role role) {
        return switch (role) {
            case NORTH_STAR -> "North Star Metric";
            case INDICATOR -> "Leading indicators";
            case GUARDRAIL -> "Guardrails";
            case EXPLORATORY -> "Exploratory";
        };
    }

    /** Returns the name of a constant as the JSON writes it: {@code north-star}. */
    public static String json(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
