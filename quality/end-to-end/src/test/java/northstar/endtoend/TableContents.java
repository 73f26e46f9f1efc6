package northstar.endtoend;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
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
    private static final int CONTEXT = 60;
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

    /** What is not the same here and there, one line for each attribute; empty if nothing differs. */
    List<String> differences(TableContents there) {
        SortedSet<String> keys = new TreeSet<>(items.keySet());
        keys.addAll(there.items.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            SortedMap<String, String> one = items.getOrDefault(key, new TreeMap<>());
            SortedMap<String, String> other = there.items.getOrDefault(key, new TreeMap<>());
            SortedSet<String> names = new TreeSet<>(one.keySet());
            names.addAll(other.keySet());
            names.stream()
                    .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                    .forEach(name -> differences.add(key + " " + name + ": " + around(one.get(name), other.get(name))));
        }
        return differences;
    }

    /** Two texts from where they begin to differ. */
    private static String around(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? "only there" : "only here";
        }
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - CONTEXT);
        return "here …" + one.substring(from, Math.min(one.length(), same + CONTEXT)) + "…, there …"
                + other.substring(from, Math.min(other.length(), same + CONTEXT)) + "…";
    }

    /** The items whose key looks so. */
    TableContents only(Pattern pattern) {
        SortedMap<String, SortedMap<String, String>> some = new TreeMap<>(items);
        some.keySet().removeIf(key -> !pattern.matcher(key).matches());
        return new TableContents(some);
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
