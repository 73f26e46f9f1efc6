package northstar.storage.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import northstar.domain.ranking.FeatureState;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import northstar.events.Codec;
import northstar.storage.Outcome;
import northstar.storage.RankingInput;
import northstar.storage.RankingStore;

/** Rankings in DynamoDB, and the results and features that they are made from. Thread-safe. */
final class DynamoDbRankings implements RankingStore {
    private final ChunkedItems items;

    DynamoDbRankings(ChunkedItems items) {
        this.items = items;
    }

    @Override
    public RankingInput read(String northStar) {
        Entries results = entries(Key.resultRevision(northStar), Key.northStar(northStar), Key.RESULT);
        Entries features = entries(Key.featureRevision(), Key.FEATURES, Key.FEATURE);
        return new RankingInput(
                results.revision + features.revision,
                results.items.stream().map(this::result).toList(),
                features.items.stream().map(this::feature).toList());
    }

    private VariantResult result(Item item) {
        return Codec.variantResult().read(items.body(item));
    }

    private FeatureState feature(Item item) {
        return Codec.featureState().read(items.body(item));
    }

    /** Returns items and their revision as of one moment. */
    private Entries entries(Key revision, String pk, String start) {
        Table table = items.table();
        return table.backoff().until(revision, () -> {
            Optional<Item> kept = table.get(revision);
            List<Item> read = table.startingWith(pk, start).stream()
                    .filter(item -> !item.has(Item.EXPIRES_AT))
                    .toList();
            Tally expected = kept.map(Tally::in).orElse(Tally.NONE);
            return Tally.of(read).equals(expected)
                    ? new Entries(kept.map(Item::revision).orElse(0L), read)
                    : null;
        });
    }

    @Override
    public boolean put(Ranking ranking) {
        Item item = Item.at(Key.ranking(ranking.northStar())).with(Item.REVISION, ranking.revision());
        Write.Condition notNewer = new Write.Condition(
                "attribute_not_exists(pk) OR revision <= :revision",
                Map.of(":revision", Item.number(ranking.revision())));
        Body body = Body.of(Codec.ranking().write(withRevision(ranking, 0)));
        return items.write(new Write.Put(item, body, notNewer)).isEmpty();
    }

    @Override
    public Optional<Ranking> current(String northStar) {
        return items.table()
                .get(Key.ranking(northStar))
                .map(item -> withRevision(Codec.ranking().read(items.body(item)), item.revision()));
    }

    /** The revision is kept beside the body, so that the body depends on what was ranked alone. */
    private static Ranking withRevision(Ranking ranking, long revision) {
        return new Ranking(
                ranking.asOf(),
                ranking.northStar(),
                revision,
                ranking.prior(),
                ranking.features(),
                ranking.notRanked(),
                ranking.programme());
    }

    @Override
    public List<String> northStars() {
        return items.table().startingWith(Key.NORTH_STARS, Key.LISTED).stream()
                .filter(item -> Tally.in(item).count() > 0)
                .map(item -> item.text(Item.SK).substring(Key.LISTED.length()))
                .toList();
    }

    @Override
    public boolean putFeature(FeatureState state) {
        Key key = Key.feature(state.feature());
        Body body = Body.of(Codec.featureState().write(state));
        Outcome outcome = items.table().backoff().until(key, () -> {
            Optional<Item> stored = items.table().get(key);
            if (stored.isPresent() && FEATURE_ORDER.compare(feature(stored.get()), state) >= 0) {
                return Outcome.SUPERSEDED;
            }
            Tally before = Tally.of(stored.stream().toList());
            Tally change = Tally.of(key, body.hash()).minus(before);
            Write.Condition asRead = stored.map(Write.Condition::stillAs).orElse(Write.Condition.ABSENT);
            Optional<Refusal> refusal = items.write(
                    List.of(new Write.Put(Item.at(key), body, asRead), change.raising(Key.featureRevision())));
            return refusal.isEmpty() ? Outcome.STORED : null;
        });
        return outcome == Outcome.STORED;
    }

    private record Entries(long revision, List<Item> items) {}
}
