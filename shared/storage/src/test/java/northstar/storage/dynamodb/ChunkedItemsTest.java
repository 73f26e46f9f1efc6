package northstar.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ChunkedItemsTest {
    private static final int DYNAMO_DB_LIMIT = 400 * 1024;
    private static final Key ONE = new Key("P", "1");

    private final FaultyClient client = new FaultyClient();
    private TestTable table;
    private ChunkedItems items;

    @BeforeEach
    void makeTable() {
        table = TestTable.on(client);
        items = new ChunkedItems(table.table());
    }

    /** Noise of 64 characters deflates to three quarters of its length: 500,000 characters are about the limit. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, Body.SHORT, Body.SHORT + 1, 100_000, 500_000, 520_000, 1_100_000, 9_000_000})
    void write_bodyOfAnyLength_isReadAsWritten(int length) {
        String text = noise(length, 1);

        items.write(put(ONE, text));

        assertThat(items.body(table.table().get(ONE).orElseThrow())).isEqualTo(text);
        assertThat(table.items()).allSatisfy(item -> assertThat(item.size()).isLessThan(DYNAMO_DB_LIMIT));
    }

    @Test
    void write_shortBody_isReadableAsItIs() {
        items.write(put(ONE, "{\"n\":1}"));

        assertThat(table.table().get(ONE).orElseThrow().text("body")).isEqualTo("{\"n\":1}");
    }

    @Test
    void write_textBeyondAscii_isMeasuredInBytes() {
        String text = "ü€😀".repeat(200);

        items.write(put(ONE, text));

        assertThat(items.body(table.table().get(ONE).orElseThrow())).isEqualTo(text);
    }

    /** Each item fits, all together do not fit into one transaction. */
    @Test
    void write_manyLargeBodies_isOneTransactionAllTheSame() {
        List<String> texts =
                IntStream.range(0, 14).mapToObj(i -> noise(450_000, i)).toList();
        List<Write> writes = IntStream.range(0, 14)
                .<Write>mapToObj(i -> put(new Key("P", "1-" + (char) ('a' + i)), texts.get(i)))
                .toList();

        assertThat(items.write(writes)).isEmpty();

        assertThat(table.table().startingWith("P", "1-").stream().map(items::body))
                .isEqualTo(texts);
    }

    @Test
    void write_refusedBehindChunks_leavesTheOldItem() {
        String old = noise(1_100_000, 1);
        items.write(put(ONE, old));
        Write.Put expecting = new Write.Put(Item.at(ONE), Body.of(noise(1_100_000, 2)), Write.Condition.ABSENT);

        assertThat(items.write(expecting)).isPresent();

        assertThat(items.body(table.table().get(ONE).orElseThrow())).isEqualTo(old);
    }

    @Test
    void write_crashBetweenChunksAndHead_leavesTheOldItemAndMayBeRepeated() {
        String old = noise(1_100_000, 1);
        String next = noise(1_100_000, 2);
        items.write(put(ONE, old));
        client.passing(2).failing(SdkClientException.create("crash"));

        assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> items.write(put(ONE, next)));
        assertThat(items.body(table.table().get(ONE).orElseThrow())).isEqualTo(old);

        items.write(put(ONE, next));
        assertThat(items.body(table.table().get(ONE).orElseThrow())).isEqualTo(next);
    }

    /** A reader may hold an item while a writer replaces it. */
    @Test
    void body_ofAnItemThatWasReplaced_isStillWhole() {
        String old = noise(1_100_000, 1);
        items.write(put(ONE, old));
        Item held = table.table().get(ONE).orElseThrow();

        items.write(put(ONE, "new"));

        assertThat(items.body(held)).isEqualTo(old);
    }

    @Test
    void body_chunkIsMissing_isSaid() {
        items.write(put(ONE, noise(1_100_000, 1)));
        table.set(ONE, "bodyChunks", AttributeValue.fromN("4"));
        Item item = table.table().get(ONE).orElseThrow();

        assertThatIllegalStateException()
                .isThrownBy(() -> items.body(item))
                .withMessage("P 1 has 3 chunks, must have 4");
    }

    private static Write.Put put(Key key, String text) {
        return new Write.Put(Item.at(key), Body.of(text));
    }

    private static String noise(int length, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('0' + random.nextInt(64)));
        }
        return text.toString();
    }
}
