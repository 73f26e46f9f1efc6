package northstar.storage.dynamodb;

import java.util.List;
import java.util.Optional;

/**
 * A write that did not happen because a condition did not hold.
 *
 * @param stored for each change the item that is there, if its condition did not hold and there is one
 */
record Refusal(List<Optional<Item>> stored) {
    /** The change was made. */
    static final Refusal NONE = new Refusal(List.of());

    /** Returns the item that the first change met. */
    Optional<Item> first() {
        return stored.getFirst();
    }
}
