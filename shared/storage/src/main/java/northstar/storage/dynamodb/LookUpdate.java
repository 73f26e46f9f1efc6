package northstar.storage.dynamodb;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.ranking.VariantResult;
import northstar.events.Codec;
import org.jspecify.annotations.Nullable;

/**
 * What a write of evaluations changes: cut into transactions, each of which leaves the directory, the looks, the results
 * and the North Stars' revisions consistent. Looks come first and in time order, so after a crash the results are older
 * than the looks, never newer.
 */
final class LookUpdate {
    private final Directory read;
    private final List<Step> steps = new ArrayList<>();

    LookUpdate(
            Directory read,
            List<EvaluatedLook> changed,
            Set<Instant> vanished,
            List<VariantResult> latest,
            InstantSource clock) {
        this.read = read;
        changed.stream()
                .sorted(Comparator.comparing(look -> look.evaluation().asOf()))
                .forEach(this::addLook);
        vanished.stream().filter(read.looks()::containsKey).sorted().forEach(at -> {
            Write empty = Expiring.soon(Key.look(read.experiment(), at), clock);
            steps.add(new Step(empty, at, null, null));
        });
        if (!latest.isEmpty()) {
            latest.forEach(this::addResult);
            addVanished(latest, clock);
        }
    }

    private void addLook(EvaluatedLook look) {
        Instant at = look.evaluation().asOf();
        Body body = Body.of(LookBody.text(look));
        if (!body.hash().equals(read.looks().get(at))) {
            Write put = new Write.Put(Item.at(Key.look(read.experiment(), at)), body);
            steps.add(new Step(put, at, null, body.hash()));
        }
    }

    private void addResult(VariantResult result) {
        Directory.Place place = new Directory.Place(result.northStar(), result.variant());
        Body body = Body.of(Codec.variantResult().write(result));
        if (!body.hash().equals(read.results().get(place))) {
            Write put = new Write.Put(Item.at(place.key(read.experiment())), body);
            steps.add(new Step(put, null, place, body.hash()));
        }
    }

    private void addVanished(List<VariantResult> latest, InstantSource clock) {
        Set<Directory.Place> vanished = new HashSet<>(read.results().keySet());
        latest.forEach(result -> vanished.remove(new Directory.Place(result.northStar(), result.variant())));
        vanished.stream()
                .sorted()
                .forEach(place ->
                        steps.add(new Step(Expiring.soon(place.key(read.experiment()), clock), null, place, null)));
    }

    /** Returns the transactions, in the order in which they are to be made; none if nothing changes. */
    List<List<Write>> transactions() {
        List<List<Write>> transactions = new ArrayList<>();
        Directory before = read;
        List<Step> together = new ArrayList<>();
        for (Step step : steps) {
            together.add(step);
            if (size(together) > Table.TRANSACTION_ITEMS) {
                together.removeLast();
                Directory after = after(before, together);
                transactions.add(transaction(before, after, together));
                before = after;
                together = new ArrayList<>(List.of(step));
            }
        }
        if (!together.isEmpty()) {
            transactions.add(transaction(before, after(before, together), together));
        }
        return transactions;
    }

    /** Each step is an item, each North Star's revision is one, the directory is one. */
    private static int size(List<Step> together) {
        long northStars = together.stream()
                .map(Step::place)
                .filter(place -> place != null)
                .map(Directory.Place::northStar)
                .distinct()
                .count();
        return together.size() + (int) northStars + 1;
    }

    private static Directory after(Directory before, List<Step> together) {
        NavigableMap<Instant, String> looks = new TreeMap<>(before.looks());
        SortedMap<Directory.Place, String> results = new TreeMap<>(before.results());
        for (Step step : together) {
            if (step.at != null && step.hash != null) {
                looks.put(step.at, step.hash);
            } else if (step.at != null) {
                looks.remove(step.at);
            } else if (step.place != null && step.hash != null) {
                results.put(step.place, step.hash);
            } else if (step.place != null) {
                results.remove(step.place);
            }
        }
        return new Directory(before.experiment(), before.revision() + 1, looks, results, null);
    }

    private static List<Write> transaction(Directory before, Directory after, List<Step> together) {
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(
                Item.at(Key.looks(after.experiment())).with(Item.REVISION, after.revision()),
                Body.of(after.text()),
                Write.Condition.revision(before.revision())));
        Map<String, Tally> tallies = new HashMap<>();
        for (Step step : together) {
            writes.add(step.write);
            if (step.place != null) {
                Tally change = tally(after, step.place).minus(tally(before, step.place));
                tallies.merge(step.place.northStar(), change, Tally::plus);
            }
        }
        tallies.forEach((northStar, tally) -> writes.add(tally.raising(Key.resultRevision(northStar))));
        return writes;
    }

    private static Tally tally(Directory directory, Directory.Place place) {
        String hash = directory.results().get(place);
        return hash == null ? Tally.NONE : Tally.of(place.key(directory.experiment()), hash);
    }

    /**
     * The change of one look or one result.
     *
     * @param write the change of its item
     * @param at the look's time, or null for a result
     * @param place the result's place, or null for a look
     * @param hash hash of the new body, or null for a look or a result that vanishes
     */
    private record Step(
            Write write,
            @Nullable Instant at,
            Directory.@Nullable Place place,
            @Nullable String hash) {}
}
