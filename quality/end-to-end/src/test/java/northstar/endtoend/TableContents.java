package northstar.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What two tables that saw the same events have in common. Items that expire go by the clock, revisions count writes, and a
 * cohort's inputs name the objects that it was measured from.
 *
 * @param items by key, their attributes as text
 */
record TableContents(SortedMap<String, SortedMap<String, String>> items) {
    private static final Set<String> MAY_DIFFER = Set.of("revision", "dataRevision", "inputs");
    private static final String EXPIRES = "expiresAt";

    static TableContents of(DynamoDbClient client, String table) {
        SortedMap<String, SortedMap<String, String>> items = new TreeMap<>();
        client.scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> {
                    if (!item.containsKey(EXPIRES)) {
                        items.put(item.get("pk").s() + " " + item.get("sk").s(), texts(item));
                    }
                });
        return new TableContents(items);
    }

    /** The items whose key begins so. */
    SortedMap<String, SortedMap<String, String>> under(String prefix) {
        return items.subMap(prefix, prefix + Character.MAX_VALUE);
    }

    /** The body of an item. */
    String body(String key) {
        SortedMap<String, String> item = items.get(key);
        if (item == null) {
            throw new AssertionError("no item " + key + " in " + items.keySet());
        }
        return item.get("body");
    }

    private static SortedMap<String, String> texts(Map<String, AttributeValue> item) {
        SortedMap<String, String> texts = new TreeMap<>();
        item.forEach((name, value) -> {
            if (name.equals("bodyDeflated")) {
                texts.put("body", inflated(value.b().asByteArray()));
            } else if (!MAY_DIFFER.contains(name)) {
                texts.put(name, value.s() != null ? value.s() : value.toString());
            }
        });
        return texts;
    }

    private static String inflated(byte[] deflated) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
