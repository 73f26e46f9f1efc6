package northstar.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import northstar.domain.Arguments;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.ranking.VariantResult;

/**
 * The evaluations of each experiment, one per look, and what each experiment currently tells the ranking.
 *
 * <p>A writer reads {@link #looks} first, then whatever its evaluation rests on, then writes; where {@link #write} refuses
 * it begins again. Two writers that do so never lose a result, and neither leaves one made from old data.
 */
public interface EvaluationStore {
    /** Returns the experiment's looks. */
    Looks looks(String experiment);

    /**
     * Returns the last look before a time, that time excluded.
     *
     * @throws ConflictingUpdateException if the looks have changed since they were read
     */
    Optional<EvaluatedLook> latestBefore(Looks looks, Instant at);

    /**
     * Returns the looks from a time on, that time included, in time order.
     *
     * @throws ConflictingUpdateException if the looks have changed since they were read
     */
    List<EvaluatedLook> from(Looks looks, Instant from);

    /**
     * Stores looks, and what the experiment tells the ranking, in one step; unless the looks have changed since they were
     * read. A step that is too large for the store is taken in several, in time order, each of which leaves everything
     * consistent; writing again after a crash does the rest.
     *
     * <p>Content that is there already is not written, and raises nothing. Where a result changes, the ranking revision of
     * its North Star rises in the same step.
     *
     * @param read the looks that the evaluations rest on
     * @param changed evaluations of the experiment, by their time; other looks stay as they are
     * @param vanished times of looks that are none any more; one that is not there is as good as vanished
     * @param latest all results of the experiment's newest look, which take the place of all its earlier ones; or empty,
     *     which leaves them as they are
     * @return whether they are stored now; if not, another writer was first
     */
    boolean write(Looks read, List<EvaluatedLook> changed, Set<Instant> vanished, List<VariantResult> latest);

    /** Stores looks, and what the experiment tells the ranking; no look vanishes. */
    default boolean write(Looks read, List<EvaluatedLook> changed, List<VariantResult> latest) {
        return write(read, changed, Set.of(), latest);
    }

    /**
     * Refuses what no store writes.
     *
     * @throws IllegalArgumentException if a look or a result is of another experiment, or stands there twice, or a look
     *     changes and vanishes
     */
    static void check(Looks read, List<EvaluatedLook> changed, Set<Instant> vanished, List<VariantResult> latest) {
        for (EvaluatedLook look : changed) {
            checkExperiment(read, look.evaluation().experiment());
            if (vanished.contains(look.evaluation().asOf())) {
                throw Arguments.refusal("vanished", look.evaluation().asOf(), "a look that is not changed");
            }
        }
        for (VariantResult result : latest) {
            checkExperiment(read, result.experiment());
        }
        Arguments.distinct(
                "changed",
                changed.stream().map(look -> look.evaluation().asOf()).toList());
        Arguments.distinct(
                "latest",
                latest.stream()
                        .map(result -> result.northStar() + "/" + result.variant())
                        .toList());
    }

    private static void checkExperiment(Looks read, String experiment) {
        if (!experiment.equals(read.experiment())) {
            throw Arguments.refusal("experiment", Arguments.quoted(experiment), read.experiment());
        }
    }
}
