package northstar.storage;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import northstar.domain.Arguments;
import northstar.domain.definition.PinnedExperiment;

/** What the history of an experiment and of all that it names resolves to. */
public sealed interface ExperimentState {
    /**
     * The experiment, or something that it names, has not been defined yet.
     *
     * @param missing what it waits for, at least one
     */
    record Pending(SortedSet<Subject> missing) implements ExperimentState {
        public Pending {
            if (missing.isEmpty()) {
                throw Arguments.refusal("missing.length", 0, "at least 1");
            }
            missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        }
    }

    /**
     * The experiment can be measured.
     *
     * @param experiment the experiment with the metrics that it is pinned to
     */
    record Ready(PinnedExperiment experiment) implements ExperimentState {}
}
