package northstar.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule that reads the looks of one experiment in time order, each once, carrying a small immutable state.
 *
 * @param <L> what a look shows
 * @param <S> state between looks
 * @param <R> result of a look
 */
public interface SequentialMethod<L, S, R> {
    /**
     * State after a look, and the look's result.
     *
     * @param state what the next look starts from
     * @param result what this look says
     * @param <S> state between looks
     * @param <R> result of a look
     */
    record Step<S, R>(S state, R result) {}

    /**
     * Returns the state before the first look.
     *
     * @return the state
     */
    S initialState();

    /**
     * Evaluates the next look.
     *
     * @param state state left by the look before
     * @param look the look
     * @return state and result
     */
    Step<S, R> step(S state, L look);

    /**
     * Evaluates all looks from the first; a look that arrived late takes its place and corrects the later ones.
     *
     * @param looks all looks in time order
     * @return one result for each
     */
    default List<R> replay(List<? extends L> looks) {
        List<R> results = new ArrayList<>(looks.size());
        S state = initialState();
        for (L look : looks) {
            Step<S, R> step = step(state, look);
            results.add(step.result());
            state = step.state();
        }
        return List.copyOf(results);
    }
}
