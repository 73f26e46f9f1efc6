package northstar.storage.dynamodb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import northstar.domain.Arguments;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.ranking.VariantResult;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.EvaluationStore;
import northstar.storage.Looks;
import org.jspecify.annotations.Nullable;

/** Evaluations in DynamoDB: one item per look, and a {@link Directory}. Thread-safe. */
final class DynamoDbEvaluations implements EvaluationStore {
    private final ChunkedItems items;
    private final InstantSource clock;

    DynamoDbEvaluations(ChunkedItems items, InstantSource clock) {
        this.items = items;
        this.clock = clock;
    }

    /** One query brings the directory, which lies right after the looks, and the newest look, which most writers need. */
    @Override
    public Looks looks(String experiment) {
        Key directory = Key.looks(experiment);
        List<Item> last = items.table().last(directory.pk(), Key.LOOK, directory.sk(), 2);
        if (last.isEmpty() || !last.getFirst().key().equals(directory)) {
            return Directory.empty(experiment);
        }
        Item item = last.getFirst();
        return Directory.parse(experiment, item.revision(), items.body(item), last.size() == 2 ? last.get(1) : null);
    }

    @Override
    public Optional<EvaluatedLook> latestBefore(Looks looks, Instant at) {
        Directory directory = directory(looks);
        Map.@Nullable Entry<Instant, String> before = directory.looks().lowerEntry(at);
        if (before == null) {
            return Optional.empty();
        }
        Key key = Key.look(directory.experiment(), before.getKey());
        Item newest = directory.newest();
        Item item = isLook(newest, key, before.getValue())
                ? newest
                : items.table().get(key).orElse(null);
        return Optional.of(look(item, key, before.getValue()));
    }

    @Override
    public List<EvaluatedLook> from(Looks looks, Instant from) {
        Directory directory = directory(looks);
        Map<Key, Item> read = new HashMap<>();
        items.table()
                .between(Key.experiment(directory.experiment()), Key.LOOK + Key.time(from), Key.LOOK + Key.AFTER_ALL)
                .forEach(item -> read.put(item.key(), item));
        return directory.looks().tailMap(from).entrySet().stream()
                .map(look -> {
                    Key key = Key.look(directory.experiment(), look.getKey());
                    return look(read.get(key), key, look.getValue());
                })
                .toList();
    }

    @Override
    public boolean write(Looks read, List<EvaluatedLook> changed, Set<Instant> vanished, List<VariantResult> latest) {
        EvaluationStore.check(read, changed, vanished, latest);
        for (List<Write> transaction :
                new LookUpdate(directory(read), changed, vanished, latest, clock).transactions()) {
            if (items.write(transaction).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private EvaluatedLook look(@Nullable Item item, Key key, String hash) {
        if (item == null || !isLook(item, key, hash)) {
            throw new ConflictingUpdateException(key.toString(), 1);
        }
        return LookBody.parse(items.body(item));
    }

    private static boolean isLook(@Nullable Item item, Key key, String hash) {
        return item != null
                && item.key().equals(key)
                && item.text(ChunkedItems.HASH).equals(hash);
    }

    private static Directory directory(Looks looks) {
        if (looks instanceof Directory directory) {
            return directory;
        }
        throw Arguments.refusal("looks", looks.getClass().getSimpleName(), "read from the same store");
    }
}
