package northstar.storage;

/** Stores that forget everything with their process; what the contract means, in the fewest words. Thread-safe. */
public final class InMemoryStores implements Stores {
    private final DefinitionStore definitions = new InMemoryDefinitions();
    private final ReportStore reports = new InMemoryReports();
    private final MeasurementStore measurements = new InMemoryMeasurements();
    private final CohortStore cohorts = new InMemoryCohorts();
    private final InMemoryRankings rankings = new InMemoryRankings();
    private final EvaluationStore evaluations = new InMemoryEvaluations(rankings);
    private final IdempotencyStore idempotency = new InMemoryIdempotency();
    private final LeaseStore leases = new InMemoryLeases();

    @Override
    public DefinitionStore definitions() {
        return definitions;
    }

    @Override
    public ReportStore reports() {
        return reports;
    }

    @Override
    public MeasurementStore measurements() {
        return measurements;
    }

    @Override
    public CohortStore cohorts() {
        return cohorts;
    }

    @Override
    public EvaluationStore evaluations() {
        return evaluations;
    }

    @Override
    public RankingStore rankings() {
        return rankings;
    }

    @Override
    public IdempotencyStore idempotency() {
        return idempotency;
    }

    @Override
    public LeaseStore leases() {
        return leases;
    }
}
