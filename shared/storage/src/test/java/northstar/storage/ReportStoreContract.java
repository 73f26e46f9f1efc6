package northstar.storage;

import static northstar.storage.Samples.day;
import static northstar.storage.Samples.part;
import static northstar.storage.Samples.reported;
import static northstar.storage.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.moments.AggregateReport;
import northstar.events.Message.ReportedRows;
import northstar.storage.ReportStore.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store of reports promises. */
public abstract class ReportStoreContract extends StoreContract {
    private static final ReportedRows FIRST_HALF = part("search", 1, 1, 2, row("control", "nights", "0.5"));
    private static final ReportedRows SECOND_HALF = part("search", 1, 2, 2, row("ranked", "nights", "0.6"));

    private ReportStore store() {
        return stores().reports();
    }

    @Test
    void put_firstReport_isStored() {
        Receipt receipt = store().put(reported("search", 1, "0.6"), day(2));

        assertThat(receipt.outcome()).isEqualTo(Outcome.STORED);
        assertThat(receipt.current())
                .contains(new Revisioned<>(reported("search", 1, "0.6").report(), 1));
        assertThat(store().read("search", day(1))).isEqualTo(receipt.current());
    }

    /** A report often comes before its experiment is defined; nothing else is known of it then. */
    @Test
    void read_nothingReported_isEmpty() {
        assertThat(store().read("search", day(1))).isEmpty();
        assertThat(store().history("search", day(1))).isEmpty();
        assertThat(store().times("search")).isEmpty();
    }

    @Test
    void put_sameReportAgain_isUnchangedAndRaisesNothing() {
        Receipt first = store().put(reported("search", 1, "0.6"), day(2));

        Receipt again = store().put(reported("search", 1, "0.6"), day(2));

        assertThat(again).isEqualTo(new Receipt(Outcome.UNCHANGED, first.current()));
        assertThat(store().history("search", day(1))).hasSize(1);
    }

    /** Warehouses write the same number with other zeros and rows in another order. */
    @Test
    void put_sameNumbersInOtherForm_isUnchanged() {
        store().put(part("search", 1, 1, 1, row("control", "nights", "0.5"), row("ranked", "nights", "0.6")), day(2));

        Receipt again = store().put(
                        part("search", 1, 1, 1, row("ranked", "nights", "0.600"), row("control", "nights", "0.5")),
                        day(3));

        assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(store().history("search", day(1))).hasSize(1);
    }

    @Test
    void put_otherNumbersLater_isRestatedAndTheEarlierOnesStayInTheHistory() {
        store().put(reported("search", 1, "0.6"), day(2));

        Receipt restated = store().put(reported("search", 1, "0.7"), day(3));

        assertThat(restated.outcome()).isEqualTo(Outcome.RESTATED);
        assertThat(restated.current())
                .contains(new Revisioned<>(reported("search", 1, "0.7").report(), 2));
        assertThat(store().history("search", day(1)))
                .extracting(ReportLog.Entry::reportedAt)
                .containsExactly(day(2), day(3));
    }

    @Test
    void put_otherNumbersReportedEarlier_isSupersededButKept() {
        store().put(reported("search", 1, "0.7"), day(3));

        Receipt late = store().put(reported("search", 1, "0.6"), day(2));

        assertThat(late.outcome()).isEqualTo(Outcome.SUPERSEDED);
        assertThat(late.current().orElseThrow().value())
                .isEqualTo(reported("search", 1, "0.7").report());
        assertThat(store().history("search", day(1))).hasSize(2);
    }

    @Test
    void put_backToTheFirstNumbers_isRestated() {
        store().put(reported("search", 1, "0.6"), day(2));
        store().put(reported("search", 1, "0.7"), day(3));

        Receipt back = store().put(reported("search", 1, "0.6"), day(4));

        assertThat(back.outcome()).isEqualTo(Outcome.RESTATED);
        assertThat(read()).contains(reported("search", 1, "0.6").report());
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void put_partsInAnyOrder_areIncompleteUntilTheLastOne(long seed) {
        List<ReportedRows> parts = Samples.shuffledAndRepeated(List.of(FIRST_HALF, SECOND_HALF), seed);
        int last = parts.indexOf(parts.getFirst().equals(FIRST_HALF) ? SECOND_HALF : FIRST_HALF);

        for (int i = 0; i < parts.size(); i++) {
            Outcome expected = i < last ? Outcome.INCOMPLETE : i == last ? Outcome.STORED : Outcome.UNCHANGED;
            assertThat(store().put(parts.get(i), day(2)).outcome()).isEqualTo(expected);
        }

        assertThat(read()).contains(reported("search", 1, "0.6").report());
    }

    @Test
    void put_incompleteParts_areNotRead() {
        store().put(SECOND_HALF, day(2));

        assertThat(store().read("search", day(1))).isEmpty();
        assertThat(store().times("search")).containsExactly(day(1));
    }

    @Test
    void put_onePartRestated_keepsTheOther() {
        store().put(FIRST_HALF, day(2));
        store().put(SECOND_HALF, day(2));

        Receipt restated = store().put(part("search", 1, 2, 2, row("ranked", "nights", "0.9")), day(3));

        assertThat(restated.outcome()).isEqualTo(Outcome.RESTATED);
        assertThat(read()).contains(reported("search", 1, "0.9").report());
    }

    /** A producer may begin to send in parts, or in other parts, from one restatement to the next. */
    @Test
    void put_otherNumberOfParts_countsOnceItIsComplete() {
        store().put(reported("search", 1, "0.1"), day(2));

        assertThat(store().put(FIRST_HALF, day(3)).outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(read()).contains(reported("search", 1, "0.1").report());
        assertThat(store().put(SECOND_HALF, day(3)).outcome()).isEqualTo(Outcome.RESTATED);
        assertThat(read()).contains(reported("search", 1, "0.6").report());
        assertThat(store().put(reported("search", 1, "0.2"), day(2)).outcome()).isEqualTo(Outcome.SUPERSEDED);
    }

    @Test
    void put_rowInTwoParts_isTakenFromTheNewer() {
        store().put(FIRST_HALF, day(3));
        store().put(part("search", 1, 2, 2, row("control", "nights", "0.1"), row("ranked", "nights", "0.6")), day(2));

        assertThat(read()).contains(reported("search", 1, "0.6").report());
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void put_anyOrderAndRepetition_leavesTheSame(long seed) {
        List<Sent> sent = List.of(
                new Sent(reported("search", 1, "0.6"), day(2)),
                new Sent(reported("search", 1, "0.7"), day(4)),
                new Sent(reported("search", 1, "0.8"), day(4)),
                new Sent(reported("search", 1, "0.6"), day(3)),
                new Sent(FIRST_HALF, day(5)),
                new Sent(part("search", 1, 2, 2, row("ranked", "nights", "0.4")), day(3)),
                new Sent(part("search", 1, 2, 2, row("ranked", "nights", "0.3")), day(4)));
        sent.forEach(one -> stores().reports().put(one.rows, one.at));
        List<ReportLog.Entry> expected = store().history("search", day(1));
        Optional<AggregateReport> expectedReport = read();

        makeStores();
        Samples.shuffledAndRepeated(sent, seed).forEach(one -> store().put(one.rows, one.at));

        assertThat(store().history("search", day(1))).isEqualTo(expected);
        assertThat(read())
                .isEqualTo(expectedReport)
                .contains(reported("search", 1, "0.3").report());
    }

    @Test
    void times_severalCheckpoints_areInTimeOrder() {
        store().put(reported("search", 10, "0.6"), day(20));
        store().put(reported("search", 9, "0.6"), day(20));
        store().put(reported("other", 8, "0.6"), day(20));

        assertThat(store().times("search")).containsExactly(day(9), day(10));
    }

    @Test
    void put_partsByRacingWriters_losesNone() throws Exception {
        int parts = 6;
        Racers.run(
                parts,
                number ->
                        store().put(part("search", 1, number + 1, parts, row("v" + number, "nights", "0.5")), day(2)));

        assertThat(read().orElseThrow().rows()).hasSize(parts);
    }

    private Optional<AggregateReport> read() {
        return store().read("search", day(1)).map(Revisioned::value);
    }

    private record Sent(ReportedRows rows, Instant at) {}
}
