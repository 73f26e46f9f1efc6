package northstar.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.moments.AggregateReport;
import northstar.events.Message.ReportedRows;

/**
 * Aggregate reports as they were received, one checkpoint each; kept because a report may come before its experiment is
 * defined, in parts, or again with other numbers.
 *
 * <p>Of each part the one that was reported last counts, of two reported at the same instant the one with the larger
 * hash; the others stay as its history. What counts is told in {@link ReportLog}.
 */
public interface ReportStore {
    /**
     * Keeps a report, or a part of one. A report is known by its content: the order of its rows and trailing zeros of its
     * numbers do not make another one.
     *
     * @param rows the report's rows, or those of one part
     * @param reportedAt when they were reported, which orders restatements
     */
    Receipt put(ReportedRows rows, Instant reportedAt);

    /** Returns the report of a checkpoint that counts, if one is complete. */
    Optional<Revisioned<AggregateReport>> read(String experiment, Instant at);

    /** Returns all that was received for a checkpoint, parts in order and each part's earliest report first. */
    List<ReportLog.Entry> history(String experiment, Instant at);

    /** Returns the times of an experiment's checkpoints, complete or not, in time order. */
    List<Instant> times(String experiment);

    /**
     * What became of a report.
     *
     * @param outcome what became of it
     * @param current the checkpoint's complete report that counts now, which may be another one; its revision rises with
     *     whatever is received for the checkpoint
     */
    record Receipt(Outcome outcome, Optional<Revisioned<AggregateReport>> current) {}
}
