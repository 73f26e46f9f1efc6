package northstar.storage.dynamodb;

import static northstar.storage.dynamodb.FaultyClient.cancelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import northstar.storage.ConflictingUpdateException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class TableTest {
    private static final Key ONE = new Key("P", "1");
    private static final Key TWO = new Key("P", "2");

    private final FaultyClient client = new FaultyClient();
    private Table table;

    @BeforeEach
    void makeTable() {
        table = TestTable.on(client).table();
    }

    @Test
    void get_absent_isEmpty() {
        assertThat(table.get(ONE)).isEmpty();
    }

    @Test
    void write_conditionOfOneItemDoesNotHold_tellsWhatIsThere() {
        table.write(List.of(put(ONE, 7)));

        assertThat(table.write(List.of(putIfAbsent(ONE))).orElseThrow().first()).contains(item(ONE, 7));
        assertThat(table.get(ONE)).contains(item(ONE, 7));
    }

    @Test
    void write_conditionWithinTransactionDoesNotHold_changesNothingAndTellsWhatIsThere() {
        table.write(List.of(put(TWO, 7)));

        Refusal refusal = table.write(List.of(put(ONE, 1), putIfAbsent(TWO))).orElseThrow();

        assertThat(refusal.stored()).hasSize(2);
        assertThat(refusal.first()).isEmpty();
        assertThat(refusal.stored().get(1)).contains(item(TWO, 7));
        assertThat(table.get(ONE)).isEmpty();
    }

    @Test
    void write_conditionOnAbsentItem_tellsThatNothingIsThere() {
        Write.Put expecting = new Write.Put(item(ONE, 2), null, Write.Condition.revision(1));

        assertThat(table.write(List.of(expecting)).orElseThrow().first()).isEmpty();
    }

    @Test
    void write_addToAbsentAndPresent_sums() {
        Write add = new Write.Add(ONE, Map.of(Item.REVISION, 2L));

        table.write(List.of(add, put(TWO, 1)));
        table.write(List.of(add));

        assertThat(table.get(ONE)).contains(item(ONE, 4));
    }

    /** Two transactions that touch one item, as those of two experiments of one North Star do. */
    @Test
    void write_transactionMeetsOthers_isMadeAgain() {
        client.failing(cancelled("None", "TransactionConflict"), cancelled("ThrottlingError", "None"));

        assertThat(table.write(List.of(put(ONE, 1), put(TWO, 1)))).isEmpty();
        assertThat(table.get(TWO)).contains(item(TWO, 1));
    }

    @Test
    void write_putMeetsTransactions_isMadeAgain() {
        client.failing(conflict(), conflict());

        assertThat(table.write(List.of(put(ONE, 1)))).isEmpty();
        assertThat(table.get(ONE)).contains(item(ONE, 1));
    }

    @Test
    void write_alwaysMeetsOthers_isConflicting() {
        client.failing(Collections.nCopies(10, cancelled("TransactionConflict", "None"))
                .toArray(RuntimeException[]::new));

        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> table.write(List.of(put(ONE, 1), put(TWO, 1))))
                .satisfies(e -> assertThat(e.place()).isEqualTo("P 1"));
        assertThat(table.get(ONE)).isEmpty();
    }

    /** A condition that failed decides, whatever else happened: trying again cannot help. */
    @Test
    void write_conditionAndConflict_isRefused() {
        client.failing(cancelled("ConditionalCheckFailed", "TransactionConflict"));

        assertThat(table.write(List.of(put(ONE, 1), put(TWO, 1)))).isPresent();
    }

    @Test
    void write_cancelledForAnotherReason_fails() {
        TransactionCanceledException invalid = cancelled("None", "ValidationError");
        TransactionCanceledException untold =
                TransactionCanceledException.builder().build();
        client.failing(invalid, untold);

        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> table.write(List.of(put(ONE, 1), put(TWO, 1))))
                .isSameAs(invalid);
        assertThatExceptionOfType(TransactionCanceledException.class)
                .isThrownBy(() -> table.write(List.of(put(ONE, 1), put(TWO, 1))))
                .isSameAs(untold);
    }

    @Test
    void write_reasonWithoutCode_countsAsNone() {
        client.failing(cancelled(null, "TransactionConflict"));

        assertThat(table.write(List.of(put(ONE, 1), put(TWO, 1)))).isEmpty();
    }

    /** The SDK has tried again already; the event is delivered again later. */
    @Test
    void write_throttledPut_fails() {
        ProvisionedThroughputExceededException throttled =
                ProvisionedThroughputExceededException.builder().build();
        client.failing(throttled);

        assertThatExceptionOfType(ProvisionedThroughputExceededException.class)
                .isThrownBy(() -> table.write(List.of(put(ONE, 1))))
                .isSameAs(throttled);
    }

    @Test
    void text_attributeIsAbsent_isSaid() {
        assertThatIllegalStateException()
                .isThrownBy(() -> item(ONE, 1).text("engine"))
                .withMessage("item P 1 has no attribute engine");
    }

    private static TransactionConflictException conflict() {
        return TransactionConflictException.builder().build();
    }

    private static Item item(Key key, long revision) {
        return Item.at(key).with(Item.REVISION, revision);
    }

    private static Write put(Key key, long revision) {
        return new Write.Put(item(key, revision), null);
    }

    private static Write putIfAbsent(Key key) {
        return new Write.Put(item(key, 99), null, Write.Condition.ABSENT);
    }
}
