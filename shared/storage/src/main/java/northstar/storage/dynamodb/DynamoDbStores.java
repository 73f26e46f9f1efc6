package northstar.storage.dynamodb;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import northstar.storage.CohortStore;
import northstar.storage.DefinitionStore;
import northstar.storage.EvaluationStore;
import northstar.storage.IdempotencyStore;
import northstar.storage.LeaseStore;
import northstar.storage.MeasurementStore;
import northstar.storage.RankingStore;
import northstar.storage.ReportStore;
import northstar.storage.Stores;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stores in a DynamoDB table with the text keys {@code pk} and {@code sk}, whose items may expire by {@code expiresAt}.
 * Keys and attributes stand in {@code docs/dynamodb.md}. Thread-safe.
 */
public final class DynamoDbStores implements Stores {
    private final DefinitionStore definitions;
    private final ReportStore reports;
    private final MeasurementStore measurements;
    private final CohortStore cohorts;
    private final EvaluationStore evaluations;
    private final RankingStore rankings;
    private final IdempotencyStore idempotency;
    private final LeaseStore leases;

    /**
     * Stores in a table.
     *
     * @param client asks DynamoDB; not closed here
     * @param table name of the table
     * @param clock says from when on replaced items may expire
     * @param random spreads the attempts of writers who met; must be thread-safe if the stores are shared
     */
    public DynamoDbStores(DynamoDbClient client, String table, InstantSource clock, RandomGenerator random) {
        this(client, table, clock, new Backoff(random, Thread::sleep));
    }

    DynamoDbStores(DynamoDbClient client, String name, InstantSource clock, Backoff backoff) {
        Table table = new Table(client, name, backoff);
        ChunkedItems items = new ChunkedItems(table);
        definitions = new DynamoDbDefinitions(items);
        reports = new DynamoDbReports(items);
        measurements = new DynamoDbMeasurements(items, clock);
        cohorts = new DynamoDbCohorts(items);
        evaluations = new DynamoDbEvaluations(items, clock);
        rankings = new DynamoDbRankings(items);
        idempotency = new DynamoDbIdempotency(table);
        leases = new DynamoDbLeases(table, clock);
    }

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
