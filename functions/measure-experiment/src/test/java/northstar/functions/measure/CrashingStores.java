package northstar.functions.measure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.moments.CohortMoments;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.storage.CohortStore;
import northstar.storage.DefinitionStore;
import northstar.storage.EvaluationStore;
import northstar.storage.IdempotencyStore;
import northstar.storage.LeaseStore;
import northstar.storage.MeasurementStore;
import northstar.storage.Outcome;
import northstar.storage.RankingStore;
import northstar.storage.ReportStore;
import northstar.storage.Stores;

/** Stores whose user crashes once, just before one of its writes. */
final class CrashingStores implements Stores, LeaseStore, CohortStore, MeasurementStore {
    private final Stores stores;
    private int left;

    /** @param writes how many succeed before the crash */
    CrashingStores(Stores stores, int writes) {
        this.stores = stores;
        this.left = writes;
    }

    /** The crash. */
    static final class CrashException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void count() {
        if (left-- == 0) {
            throw new CrashException();
        }
    }

    @Override
    public boolean acquire(String name, String owner, Instant now, Instant until) {
        count();
        return stores.leases().acquire(name, owner, now, until);
    }

    @Override
    public void release(String name, String owner) {
        count();
        stores.leases().release(name, owner);
    }

    @Override
    public void put(String experiment, String definition, CohortMoments cohort) {
        count();
        stores.cohorts().put(experiment, definition, cohort);
    }

    @Override
    public List<CohortMoments> all(String experiment, String definition) {
        return stores.cohorts().all(experiment, definition);
    }

    @Override
    public FixedLevels fix(String experiment, String definition, FixedLevels levels) {
        count();
        return stores.cohorts().fix(experiment, definition, levels);
    }

    @Override
    public FixedLevels fixed(String experiment, String definition) {
        return stores.cohorts().fixed(experiment, definition);
    }

    @Override
    public Outcome put(Measurement measurement, long dataRevision) {
        count();
        return stores.measurements().put(measurement, dataRevision);
    }

    @Override
    public Optional<Measurement> read(String experiment, String definition, Instant at) {
        return stores.measurements().read(experiment, definition, at);
    }

    @Override
    public List<Measurement> from(String experiment, String definition, Instant from) {
        return stores.measurements().from(experiment, definition, from);
    }

    @Override
    public List<Instant> times(String experiment, String definition) {
        return stores.measurements().times(experiment, definition);
    }

    @Override
    public DefinitionStore definitions() {
        return stores.definitions();
    }

    @Override
    public ReportStore reports() {
        return stores.reports();
    }

    @Override
    public MeasurementStore measurements() {
        return this;
    }

    @Override
    public CohortStore cohorts() {
        return this;
    }

    @Override
    public EvaluationStore evaluations() {
        return stores.evaluations();
    }

    @Override
    public RankingStore rankings() {
        return stores.rankings();
    }

    @Override
    public IdempotencyStore idempotency() {
        return stores.idempotency();
    }

    @Override
    public LeaseStore leases() {
        return this;
    }
}
