package northstar.functions.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.EventsLanded;
import northstar.events.Message.ExperimentMeasured;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.SealedDays;
import northstar.lake.engine.DuckDb;
import northstar.measurement.TableRefusedException;
import northstar.measurement.activity.DaysRead;
import northstar.measurement.activity.LakeMeasurement;
import northstar.measurement.activity.LakeMeasurement.Look;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.ExperimentState;
import northstar.storage.Revisioned;
import northstar.storage.Stores;
import northstar.storage.Subject;

/**
 * Measures experiments whose data are exposures and activities in the lake.
 *
 * <p>Levels are fixed first, then cohorts are stored, then the measurement, and then it is told: whoever crashes in between
 * does it again when the look comes again, from the same levels and from cohorts that name what they were made of.
 */
final class LakeLooks {
    private static final int ATTEMPTS = 5;

    private final Stores stores;
    private final SealedDays days;
    private final DuckDb.Limits limits;

    /**
     * Measures what lies in a lake.
     *
     * @param limits what the SQL engine may use; each look has an engine of its own
     */
    LakeLooks(Stores stores, SealedDays days, DuckDb.Limits limits) {
        this.stores = stores;
        this.days = days;
        this.limits = limits;
    }

    /**
     * Measures a look as of its own time, whatever others were made.
     *
     * @param due when it was due; whenever that is, there is only one final look
     * @return what is to be put on the bus
     */
    List<Message> measure(PinnedExperiment pinned, Instant due) {
        String experiment = pinned.experiment().key();
        Instant at = pinned.isFinal(due) ? pinned.finalLook() : due;
        if (!at.isAfter(pinned.experiment().start())) {
            return List.of();
        }
        long revision = sealedUntil(pinned);
        Measurement measurement = measured(pinned, at);
        if (measurement.variants().isEmpty()) {
            return List.of(new AttentionNeeded(
                    experiment,
                    at,
                    AttentionNeeded.Kind.DATA_STALE,
                    "A look at " + experiment + " is due, but no unit is known to have met one of its variants: no"
                            + " Exposure of it is in the lake.",
                    null));
        }
        stores.measurements().put(measurement, revision);
        return List.of(new ExperimentMeasured(experiment, at, pinned.isFinal(at), ContentHash.of(measurement)));
    }

    /**
     * Measures the final looks anew of those experiments that have had theirs and that what has landed since may concern:
     * no other look of them will come.
     */
    List<Message> measureAgain(EventsLanded landed) {
        List<Message> answers = new ArrayList<>();
        for (String experiment : stores.definitions().keys(Subject.Kind.EXPERIMENT)) {
            if (stores.definitions()
                                    .experiment(experiment)
                                    .map(Revisioned::value)
                                    .orElse(null)
                            instanceof ExperimentState.Ready(PinnedExperiment pinned)
                    && pinned.experiment().data() instanceof DataSource.Events
                    && concerns(landed, pinned)
                    && hasHadItsFinalLook(pinned)) {
                answers.addAll(measure(pinned, pinned.finalLook()));
            }
        }
        return answers;
    }

    private static boolean concerns(EventsLanded landed, PinnedExperiment pinned) {
        return DaysRead.of(pinned, Kind.EXPOSURES).meet(landed.exposures())
                || DaysRead.of(pinned, Kind.ACTIVITIES).meet(landed.activities());
    }

    private boolean hasHadItsFinalLook(PinnedExperiment pinned) {
        return stores.measurements()
                .times(pinned.experiment().key(), pinned.hash())
                .contains(pinned.finalLook());
    }

    /**
     * Seals the days that the experiment reads, and returns when a day of the lake was last sealed, in milliseconds: what is
     * measured afterwards was made from no older data. It is asked for before measuring, since afterwards it could be the
     * time of data that came too late.
     */
    private long sealedUntil(PinnedExperiment pinned) {
        for (Kind kind : Kind.values()) {
            DaysRead read = DaysRead.of(pinned, kind);
            days.seal(kind, read.from(), read.to());
        }
        return Stream.of(Kind.values())
                .flatMap(kind -> days.lake().list(kind.manifests()).stream())
                .map(Lake.StoredObject::modified)
                .mapToLong(Instant::toEpochMilli)
                .max()
                .orElse(0);
    }

    private Measurement measured(PinnedExperiment pinned, Instant at) {
        String experiment = pinned.experiment().key();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FixedLevels known = stores.cohorts().fixed(experiment, pinned.hash());
            Look look = look(pinned, at, known);
            // Another look may have fixed something meanwhile; what is fixed stays so, and is what counts.
            if (look.fixed().equals(stores.cohorts().fix(experiment, pinned.hash(), look.fixed()))) {
                look.cohorts().stream()
                        .filter(cohort -> look.measured().contains(cohort.day()))
                        .forEach(cohort -> stores.cohorts().put(experiment, pinned.hash(), cohort));
                return look.measurement();
            }
        }
        throw new ConflictingUpdateException("levels of " + experiment, ATTEMPTS);
    }

    /** A refusal goes to the log and to a queue, and so without the value that it is about. */
    private Look look(PinnedExperiment pinned, Instant at, FixedLevels known) {
        List<CohortMoments> kept = stores.cohorts().all(pinned.experiment().key(), pinned.hash());
        try (DuckDb engine = new DuckDb(limits)) {
            return new LakeMeasurement(engine, days).look(pinned, at, kept, known);
        } catch (TableRefusedException e) {
            throw e.withoutValue();
        }
    }
}
