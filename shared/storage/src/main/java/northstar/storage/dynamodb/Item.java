package northstar.storage.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the table.
 *
 * <p>Immutable.
 *
 * @param attributes from name to value, keys included
 */
record Item(Map<String, AttributeValue> attributes) {
    static final String PK = "pk";
    static final String SK = "sk";

    /** What a conditional write names; rises with every other content. */
    static final String REVISION = "revision";

    /** When DynamoDB may remove the item, in seconds since 1970. */
    static final String EXPIRES_AT = "expiresAt";

    Item {
        attributes = Collections.unmodifiableMap(new HashMap<>(attributes));
    }

    static Item at(Key key) {
        return new Item(Map.of(PK, string(key.pk()), SK, string(key.sk())));
    }

    Item with(String name, String value) {
        return with(name, string(value));
    }

    Item with(String name, long value) {
        return with(name, number(value));
    }

    Item with(String name, byte[] value) {
        return with(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
    }

    private Item with(String name, AttributeValue value) {
        Map<String, AttributeValue> more = new HashMap<>(attributes);
        more.put(name, value);
        return new Item(more);
    }

    Key key() {
        return new Key(text(PK), text(SK));
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    String text(String name) {
        return Objects.requireNonNull(value(name).s(), name);
    }

    long number(String name) {
        return Long.parseLong(value(name).n());
    }

    byte[] bytes(String name) {
        return value(name).b().asByteArray();
    }

    long revision() {
        return number(REVISION);
    }

    private AttributeValue value(String name) {
        @Nullable AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("item " + key() + " has no attribute " + name);
        }
        return value;
    }

    /** Returns the size by DynamoDB's rules, in bytes: names and values in UTF-8, a number at most 21. */
    int size() {
        int size = 100; // what DynamoDB may add
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += utf8(attribute.getKey()) + size(attribute.getValue());
        }
        return size;
    }

    private static int size(AttributeValue value) {
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe().length;
        }
        return value.s() != null ? utf8(value.s()) : 21;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static AttributeValue string(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(String.valueOf(value));
    }
}
