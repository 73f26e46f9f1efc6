package northstar.storage.dynamodb;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Items with bodies of any size: the only place that knows of DynamoDB's limits of 400 KB for an item and 4 MB for a
 * transaction.
 *
 * <p>A body that does not fit is split. Its chunks are written first, under the hash of the body, and the item that points
 * to them last, so a crash in between leaves chunks that nothing points to and the old item as it was. Chunks never
 * change and are never removed: a reader who holds an item finds its chunks. Thread-safe.
 */
final class ChunkedItems {
    /** The largest item that is written in one piece; DynamoDB's own limit is 409,600 bytes. */
    static final int ITEM_BYTES = 380_000;

    /** The largest transaction; DynamoDB's own limit is 4 MB. */
    static final int TRANSACTION_BYTES = 3_500_000;

    /** Attribute with the hash of the body. */
    static final String HASH = "bodyHash";

    private static final String TEXT = "body";
    private static final String DEFLATED = "bodyDeflated";
    private static final String CHUNKS = "bodyChunks";

    private final Table table;

    ChunkedItems(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /** Makes one change: see {@link #write(List)}. */
    Optional<Refusal> write(Write write) {
        return write(List.of(write));
    }

    /**
     * Makes all of the changes, or none if a condition does not hold; whatever the size of the bodies.
     *
     * @return the refusal, or empty if the changes are made
     */
    Optional<Refusal> write(List<Write> writes) {
        List<Write> fitting = new ArrayList<>(writes);
        List<Integer> large = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < fitting.size(); i++) {
            if (fitting.get(i) instanceof Write.Put put) {
                Write.Put inOnePiece = inOnePiece(put);
                fitting.set(i, inOnePiece);
                total += inOnePiece.item().size();
                if (put.body() != null) {
                    large.add(i);
                }
            }
        }
        large.sort(Comparator.comparingInt((Integer i) -> size(fitting.get(i))).reversed());
        for (int i : large) {
            int size = size(fitting.get(i));
            if (size <= ITEM_BYTES && total <= TRANSACTION_BYTES) {
                break;
            }
            fitting.set(i, inChunks((Write.Put) writes.get(i)));
            total += size(fitting.get(i)) - size;
        }
        return table.write(fitting);
    }

    private static int size(Write write) {
        return ((Write.Put) write).item().size();
    }

    private static Write.Put inOnePiece(Write.Put put) {
        Body body = put.body();
        if (body == null) {
            return put;
        }
        Item item = put.item().with(HASH, body.hash());
        Item whole = body.isShort() ? item.with(TEXT, body.text()) : item.with(DEFLATED, body.deflated());
        return new Write.Put(whole, null, put.condition());
    }

    private Write.Put inChunks(Write.Put put) {
        Body body = put.body();
        if (body == null) {
            throw new IllegalStateException(put.key() + " has no body that could be split");
        }
        byte[] deflated = body.deflated();
        int chunks = 0;
        for (int from = 0; from < deflated.length; from += ITEM_BYTES) {
            byte[] bytes = Arrays.copyOfRange(deflated, from, Math.min(deflated.length, from + ITEM_BYTES));
            Key key = new Key(put.key().pk(), put.key().chunks(body.hash()) + "%04d".formatted(chunks));
            table.write(List.of(new Write.Put(Item.at(key).with(DEFLATED, bytes), null)));
            chunks++;
        }
        Item head = put.item().with(HASH, body.hash()).with(CHUNKS, chunks);
        return new Write.Put(head, null, put.condition());
    }

    /** Returns the body of an item as it was written. */
    String body(Item item) {
        if (item.has(TEXT)) {
            return item.text(TEXT);
        }
        if (item.has(DEFLATED)) {
            return Body.inflated(item.bytes(DEFLATED));
        }
        List<Item> chunks = table.startingWith(item.key().pk(), item.key().chunks(item.text(HASH)));
        if (chunks.size() != item.number(CHUNKS)) {
            throw new IllegalStateException(
                    item.key() + " has " + chunks.size() + " chunks, must have " + item.number(CHUNKS));
        }
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        chunks.forEach(chunk -> deflated.writeBytes(chunk.bytes(DEFLATED)));
        return Body.inflated(deflated.toByteArray());
    }
}
