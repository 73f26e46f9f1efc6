package northstar.domain.evaluation;

/** Where an experiment is. */
public enum Status {
    DRAFT,
    RUNNING,
    COMPLETE,
    STOPPED
}
