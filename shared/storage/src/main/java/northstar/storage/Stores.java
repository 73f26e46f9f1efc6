package northstar.storage;

/** All that the product remembers; a function uses those stores that it needs. Thread-safe. */
public interface Stores {
    /** Returns the histories of definitions, and what experiments resolve to. */
    DefinitionStore definitions();

    /** Returns the aggregate reports as received. */
    ReportStore reports();

    /** Returns the moments of each look. */
    MeasurementStore measurements();

    /** Returns the moments of each day of exposure. */
    CohortStore cohorts();

    /** Returns the evaluations of each look. */
    EvaluationStore evaluations();

    /** Returns the rankings and what they are made from. */
    RankingStore rankings();

    /** Returns the memory of what is already done. */
    IdempotencyStore idempotency();

    /** Returns the leases on work that one at a time should do. */
    LeaseStore leases();
}
