package northstar.functions.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Verdict;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.AttentionNeeded.Kind;

/** Tells what somebody should look at, at the first look that shows it. */
final class Attention {
    private Attention() {}

    static List<Message> of(Optional<Evaluation> before, Evaluation now) {
        return of(before.stream().toList(), now);
    }

    /** Tells of a look that an earlier one corrected; not again what it told before. */
    static List<Message> ofCorrected(Evaluation before, Optional<Evaluation> told, Evaluation now) {
        return of(Stream.concat(Stream.of(before), told.stream()).toList(), now);
    }

    private static List<Message> of(List<Evaluation> known, Evaluation now) {
        List<Message> attention = new ArrayList<>();
        String experiment = now.experiment();
        if (isNew(known, now, Attention::isMismatched)) {
            attention.add(message(
                    now,
                    Kind.SAMPLE_RATIO,
                    "The arms of " + experiment + " do not have the planned sizes: find out why."));
        }
        if (isNew(known, now, evaluation -> has(evaluation, Verdict.HARMFUL))) {
            attention.add(message(now, Kind.HARM, "A variant of " + experiment + " does harm: " + reasons(now) + "."));
        }
        if (isNew(known, now, Attention::isDecidable)) {
            attention.add(message(
                    now,
                    Kind.DECISION_READY,
                    experiment + " can be decided: " + words(now.verdict())
                            + (now.isFinal() ? "." : ", before its end.")));
        }
        return attention;
    }

    private static boolean isNew(List<Evaluation> known, Evaluation now, Predicate<Evaluation> holds) {
        return holds.test(now) && known.stream().noneMatch(holds);
    }

    private static boolean isMismatched(Evaluation evaluation) {
        return Boolean.FALSE.equals(evaluation.health().sampleRatio().passed());
    }

    private static boolean isDecidable(Evaluation evaluation) {
        return evaluation.verdict() == Verdict.SHIP
                || (evaluation.isFinal()
                        && evaluation.verdict() != Verdict.INVALID
                        && evaluation.verdict() != Verdict.TOO_EARLY);
    }

    private static boolean has(Evaluation evaluation, Verdict verdict) {
        return evaluation.variants().stream().anyMatch(variant -> variant.verdict() == verdict);
    }

    private static String reasons(Evaluation evaluation) {
        return evaluation.variants().stream()
                .filter(variant -> variant.verdict() == Verdict.HARMFUL)
                .map(variant -> variant.variant() + ": " + String.join(", ", variant.reasons()))
                .reduce((first, second) -> first + "; " + second)
                .orElse("");
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case SHIP -> "a win";
            case HARMFUL -> "harm";
            case NEUTRAL -> "no real difference";
            case GUARDRAIL_UNPROVEN -> "a win, but its safety is unproven";
            case INCONCLUSIVE -> "the data cannot tell";
            case INVALID -> "the data cannot be trusted";
            case TOO_EARLY -> "too early";
        };
    }

    private static AttentionNeeded message(Evaluation now, Kind kind, String text) {
        return new AttentionNeeded(now.experiment(), now.asOf(), kind, text, null);
    }
}
