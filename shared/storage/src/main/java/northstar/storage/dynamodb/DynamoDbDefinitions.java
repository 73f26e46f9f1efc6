package northstar.storage.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import northstar.domain.definition.CurrentExperiment.Version;
import northstar.events.Codec;
import northstar.storage.DefinitionStore;
import northstar.storage.ExperimentState;
import northstar.storage.Revisioned;
import northstar.storage.Subject;

/** Definitions in DynamoDB. Thread-safe. */
final class DynamoDbDefinitions implements DefinitionStore {
    private static final String STATE = "resolved";
    private static final String READY = "ready";
    private static final String PENDING = "pending";

    private final ChunkedItems items;

    DynamoDbDefinitions(ChunkedItems items) {
        this.items = items;
    }

    @Override
    public boolean append(Subject subject, Version version) {
        Key key = Key.version(subject, version.event().at(), version.hash());
        Body body = Body.of(Codec.version().write(version));
        return items.write(List.of(
                        new Write.Put(Item.at(key), body, Write.Condition.ABSENT),
                        new Write.Put(Item.at(Key.listed(subject)), null)))
                .isEmpty();
    }

    @Override
    public List<Version> history(Subject subject) {
        return items.table().startingWith(Key.subject(subject), Key.VERSION).stream()
                .map(item -> Codec.version().read(items.body(item)))
                .sorted()
                .toList();
    }

    @Override
    public List<String> keys(Subject.Kind kind) {
        return items.table().sortKeys(Key.subjects(kind), Key.LISTED).stream()
                .map(sortKey -> sortKey.substring(Key.LISTED.length()))
                .toList();
    }

    @Override
    public Optional<Revisioned<ExperimentState>> experiment(String key) {
        return items.table().get(Key.state(key)).map(item -> new Revisioned<>(state(item), item.revision()));
    }

    @Override
    public boolean replaceExperiment(String key, long expectedRevision, ExperimentState state) {
        Body body = Body.of(text(state));
        Item item = Item.at(Key.state(key))
                .with(STATE, state instanceof ExperimentState.Ready ? READY : PENDING)
                .with(Item.REVISION, expectedRevision + 1);
        Optional<Refusal> refusal = items.write(new Write.Put(item, body, isOther(expectedRevision, body)));
        return refusal.isEmpty()
                || refusal.get()
                        .first()
                        .filter(stored -> stored.text(ChunkedItems.HASH).equals(body.hash()))
                        .isPresent();
    }

    /** An equal state is refused as well, so that it raises nothing. */
    private static Write.Condition isOther(long expectedRevision, Body body) {
        return expectedRevision == 0
                ? Write.Condition.ABSENT
                : new Write.Condition(
                        Item.REVISION + " = :revision AND " + ChunkedItems.HASH + " <> :hash",
                        Map.of(":revision", Item.number(expectedRevision), ":hash", Item.string(body.hash())));
    }

    private static String text(ExperimentState state) {
        return switch (state) {
            case ExperimentState.Ready ready -> Codec.pinnedExperiment().write(ready.experiment());
            case ExperimentState.Pending pending ->
                pending.missing().stream()
                        .map(subject -> subject.kind() + " " + subject.key())
                        .collect(Collectors.joining("\n"));
        };
    }

    private ExperimentState state(Item item) {
        String body = items.body(item);
        if (item.text(STATE).equals(READY)) {
            return new ExperimentState.Ready(Codec.pinnedExperiment().read(body));
        }
        SortedSet<Subject> missing = new TreeSet<>();
        body.lines()
                .map(line -> line.split(" ", 2))
                .forEach(words -> missing.add(new Subject(Subject.Kind.valueOf(words[0]), words[1])));
        return new ExperimentState.Pending(missing);
    }
}
