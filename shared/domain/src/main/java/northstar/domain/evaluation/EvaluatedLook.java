package northstar.domain.evaluation;

/**
 * An evaluation with the state from which the next look goes on.
 *
 * @param evaluation the look's result
 * @param state what a sequential method carries to the next look
 */
public record EvaluatedLook(Evaluation evaluation, SequentialState state) {}
