package northstar.storage.dynamodb;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import northstar.events.ContentHash;

/**
 * The count of some items and a sum over their contents. A revision item keeps the tally of the items that it stands for,
 * so that whoever reads them knows whether they are all of that revision: a query may see one change and miss another of
 * the same transaction.
 *
 * @param count how many items
 * @param checksum sum of a 40-bit number for each item, made from its key and the hash of its body
 */
record Tally(long count, long checksum) {
    static final Tally NONE = new Tally(0, 0);

    private static final String COUNT = "itemCount";
    private static final String CHECKSUM = "checksum";
    private static final int DIGITS = 10;

    static Tally of(Key key, String bodyHash) {
        String digits = ContentHash.sha256(key + " " + bodyHash).substring(0, DIGITS);
        return new Tally(1, Long.parseLong(digits, 16));
    }

    static Tally of(Collection<Item> items) {
        Tally sum = NONE;
        for (Item item : items) {
            sum = sum.plus(of(item.key(), item.text(ChunkedItems.HASH)));
        }
        return sum;
    }

    /** Returns the tally that a revision item keeps. */
    static Tally in(Item revision) {
        return new Tally(revision.number(COUNT), revision.number(CHECKSUM));
    }

    Tally plus(Tally other) {
        return new Tally(count + other.count, checksum + other.checksum);
    }

    Tally minus(Tally other) {
        return new Tally(count - other.count, checksum - other.checksum);
    }

    /** Returns what raises a revision and adds this tally to the one that it keeps. */
    Write raising(Key revision) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put(Item.REVISION, 1L);
        amounts.put(COUNT, count);
        amounts.put(CHECKSUM, checksum);
        return new Write.Add(revision, amounts);
    }
}
