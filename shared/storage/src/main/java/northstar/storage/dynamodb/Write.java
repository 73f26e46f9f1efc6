package northstar.storage.dynamodb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change of one item. */
sealed interface Write {
    /** Returns where the item lies. */
    Key key();

    /**
     * Replaces an item, or makes it.
     *
     * @param item the item without its body
     * @param body the text that it carries, or null for none
     * @param condition what must hold of the item that is there, or null for nothing
     */
    record Put(Item item, @Nullable Body body, @Nullable Condition condition) implements Write {
        Put(Item item, @Nullable Body body) {
            this(item, body, null);
        }

        @Override
        public Key key() {
            return item.key();
        }
    }

    /**
     * Adds to numbers of an item, which is made if it is not there; what is not there counts as 0.
     *
     * @param amounts from attribute to what is added
     */
    record Add(Key key, Map<String, Long> amounts) implements Write {}

    /**
     * What must hold of the item that is there.
     *
     * @param expression in DynamoDB's language
     * @param values of the expression's placeholders
     */
    record Condition(String expression, Map<String, AttributeValue> values) {
        static final Condition ABSENT = new Condition("attribute_not_exists(" + Item.PK + ")", Map.of());

        /** The item has this revision, or is absent if the revision is 0. */
        static Condition revision(long expected) {
            return expected == 0
                    ? ABSENT
                    : new Condition(Item.REVISION + " = :revision", Map.of(":revision", Item.number(expected)));
        }

        /** The item still is the one that was met: it has the same body, and the same revision if it has one. */
        static Condition stillAs(Item met) {
            Map<String, AttributeValue> values = new HashMap<>();
            values.put(":hash", Item.string(met.text(ChunkedItems.HASH)));
            if (met.has(Item.REVISION)) {
                values.put(":revision", Item.number(met.revision()));
            }
            String sameBody = ChunkedItems.HASH + " = :hash";
            return new Condition(
                    met.has(Item.REVISION) ? sameBody + " AND " + Item.REVISION + " = :revision" : sameBody, values);
        }
    }
}
