package northstar.storage;

import java.util.List;
import java.util.Optional;
import northstar.domain.definition.CurrentExperiment.Version;

/**
 * Everything that was ever declared, and what experiments resolve to.
 *
 * <p>Histories only grow. A state is derived from histories, so whoever derives one reads first the state with its
 * revision, then the histories, and begins again where {@link #replaceExperiment} refuses: then a declaration that
 * arrives meanwhile is never missed.
 */
public interface DefinitionStore {
    /**
     * Adds a version to a history unless it is there already; a version is known by its time and its hash.
     *
     * @return whether it is new
     */
    boolean append(Subject subject, Version version);

    /** Returns the history in version order; empty if nothing was declared. */
    List<Version> history(Subject subject);

    /** Returns the keys of all subjects of a kind that have a history, in alphabetical order. */
    List<String> keys(Subject.Kind kind);

    /** Returns what an experiment resolves to, if that has been stored. */
    Optional<Revisioned<ExperimentState>> experiment(String key);

    /**
     * Stores what an experiment resolves to, if nobody has stored anything else since it was read. Storing an equal state
     * raises nothing.
     *
     * @param expectedRevision the revision that was read, or 0 if nothing was stored
     * @return whether the state is stored now; if not, another writer was first
     */
    boolean replaceExperiment(String key, long expectedRevision, ExperimentState state);
}
