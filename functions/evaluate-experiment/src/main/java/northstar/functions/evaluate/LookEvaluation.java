package northstar.functions.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.moments.Measurement;
import northstar.domain.ranking.VariantResult;
import northstar.evaluation.Evaluator;
import northstar.evaluation.NorthStarResults;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.ExperimentEvaluated;
import northstar.events.Message.ExperimentMeasured;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.DefinitionStore;
import northstar.storage.EvaluationStore;
import northstar.storage.ExperimentState;
import northstar.storage.Looks;
import northstar.storage.MeasurementStore;
import northstar.storage.Revisioned;

/**
 * Evaluates a look from the state that the look before it left, and then every later look again, since each goes on from
 * the one before.
 */
final class LookEvaluation {
    private static final int ATTEMPTS = 20;

    private final DefinitionStore definitions;
    private final MeasurementStore measurements;
    private final EvaluationStore evaluations;
    private final Evaluator evaluator;

    LookEvaluation(
            DefinitionStore definitions,
            MeasurementStore measurements,
            EvaluationStore evaluations,
            Evaluator evaluator) {
        this.definitions = definitions;
        this.measurements = measurements;
        this.evaluations = evaluations;
        this.evaluator = evaluator;
    }

    /**
     * Evaluates the look that was measured.
     *
     * @return what is to be put on the bus; nothing if the measurement belongs to a definition that is no longer in
     *     force: another one is on its way
     * @throws ConflictingUpdateException if others kept writing looks of the experiment meanwhile
     */
    List<Message> evaluate(ExperimentMeasured measured) {
        String experiment = measured.experiment();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<Message>> answers = attempt(experiment, measured.at());
            if (answers.isPresent()) {
                return answers.get();
            }
        }
        throw new ConflictingUpdateException("looks of " + experiment, ATTEMPTS);
    }

    /** Returns what is to be put on the bus, or empty if another writer was first. */
    private Optional<List<Message>> attempt(String experiment, Instant at) {
        Looks read = evaluations.looks(experiment);
        Optional<ExperimentState> state = definitions.experiment(experiment).map(Revisioned::value);
        if (state.isEmpty() || !(state.get() instanceof ExperimentState.Ready(PinnedExperiment pinned))) {
            return Optional.of(List.of());
        }
        List<Measurement> open = ofItsLooks(pinned, measurements.from(experiment, pinned.hash(), at));
        if (open.isEmpty()) {
            return Optional.of(List.of());
        }
        Optional<EvaluatedLook> before;
        List<Evaluation> told;
        try {
            before = isTable(pinned)
                    ? Optional.empty()
                    : evaluations.latestBefore(read, open.getFirst().at());
            told = open.size() == 1 ? List.of() : evaluations(read, open.get(1).at());
        } catch (ConflictingUpdateException changedMeanwhile) {
            return Optional.empty();
        }
        List<EvaluatedLook> looks = fold(pinned, open, before);
        if (!evaluations.write(read, looks, vanished(pinned, read), latest(pinned, open, looks))) {
            return Optional.empty();
        }
        return Optional.of(answers(
                before.map(EvaluatedLook::evaluation),
                looks.stream().map(EvaluatedLook::evaluation).toList(),
                told));
    }

    private List<Evaluation> evaluations(Looks read, Instant from) {
        return evaluations.from(read, from).stream()
                .map(EvaluatedLook::evaluation)
                .toList();
    }

    private static boolean isTable(PinnedExperiment pinned) {
        return pinned.experiment().data() instanceof DataSource.Units;
    }

    /** What was measured for another end, before a stop was known, may be no look any more. */
    private static List<Measurement> ofItsLooks(PinnedExperiment pinned, List<Measurement> measured) {
        return measured.stream()
                .filter(measurement -> isLook(pinned, measurement.at()))
                .toList();
    }

    private static Set<Instant> vanished(PinnedExperiment pinned, Looks read) {
        return read.times().stream().filter(at -> !isLook(pinned, at)).collect(Collectors.toUnmodifiableSet());
    }

    /** A table has one look, at the end; after the final look at events there is none. Each report is a look. */
    private static boolean isLook(PinnedExperiment pinned, Instant at) {
        return switch (pinned.experiment().data()) {
            case DataSource.Units _ -> at.equals(pinned.finalLook());
            case DataSource.Events _ -> !at.isAfter(pinned.finalLook());
            case DataSource.Aggregates _ -> true;
        };
    }

    private List<EvaluatedLook> fold(PinnedExperiment pinned, List<Measurement> open, Optional<EvaluatedLook> before) {
        SequentialState state = before.map(EvaluatedLook::state).orElse(SequentialState.START);
        List<EvaluatedLook> looks = new ArrayList<>();
        for (Measurement measurement : open) {
            EvaluatedLook look = evaluator.evaluate(pinned, measurement, state);
            looks.add(look);
            state = look.state();
        }
        return looks;
    }

    private static List<VariantResult> latest(
            PinnedExperiment pinned, List<Measurement> open, List<EvaluatedLook> looks) {
        return NorthStarResults.of(pinned, open.getLast(), looks.getLast().evaluation());
    }

    /**
     * The look that was measured, and what is to be looked at: at this look, and at later ones that it corrected.
     *
     * @param told what the later looks said before
     */
    private static List<Message> answers(Optional<Evaluation> before, List<Evaluation> looks, List<Evaluation> told) {
        Evaluation measured = looks.getFirst();
        List<Message> answers = new ArrayList<>();
        answers.add(new ExperimentEvaluated(
                measured.experiment(), measured.asOf(), measured.isFinal(), ContentHash.of(measured)));
        answers.addAll(Attention.of(before, measured));
        for (int i = 1; i < looks.size(); i++) {
            Evaluation look = looks.get(i);
            Optional<Evaluation> untilNow = told.stream()
                    .filter(other -> other.asOf().equals(look.asOf()))
                    .findFirst();
            answers.addAll(Attention.ofCorrected(looks.get(i - 1), untilNow, look));
        }
        return answers;
    }
}
