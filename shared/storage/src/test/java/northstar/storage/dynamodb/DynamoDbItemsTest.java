package northstar.storage.dynamodb;

import static northstar.storage.Samples.DEFINITION;
import static northstar.storage.Samples.NORTH_STAR;
import static northstar.storage.Samples.cohort;
import static northstar.storage.Samples.day;
import static northstar.storage.Samples.launched;
import static northstar.storage.Samples.look;
import static northstar.storage.Samples.measurement;
import static northstar.storage.Samples.part;
import static northstar.storage.Samples.pinned;
import static northstar.storage.Samples.ranking;
import static northstar.storage.Samples.reported;
import static northstar.storage.Samples.result;
import static northstar.storage.Samples.rolledBack;
import static northstar.storage.Samples.row;
import static northstar.storage.Samples.shipped;
import static northstar.storage.Samples.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.moments.AggregateReport.Row;
import northstar.domain.moments.FixedLevels;
import northstar.storage.ConflictingUpdateException;
import northstar.storage.ExperimentState;
import northstar.storage.LookWriter;
import northstar.storage.Looks;
import northstar.storage.Revisioned;
import northstar.storage.Samples;
import northstar.storage.Stores;
import northstar.storage.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What lies in the table itself, and what readers make of a table that is caught in the middle of a change. */
class DynamoDbItemsTest {
    /** Everything that events may do to the stores, each safe to repeat and in any order. */
    private static final List<Consumer<Stores>> STEPS = List.of(
            stores -> define(stores, 0),
            stores -> define(stores, 2),
            stores -> define(stores, 3),
            stores -> stores.reports().put(reported("search", 1, "0.6"), day(2)),
            stores -> stores.reports().put(reported("search", 1, "0.7"), day(3)),
            stores -> stores.reports().put(part("search", 2, 1, 2, row("control", "nights", "0.5")), day(3)),
            stores -> stores.reports().put(part("search", 2, 2, 2, row("ranked", "nights", "0.6")), day(3)),
            stores -> stores.measurements().put(measurement("search", 1, "control", "ranked"), 1),
            stores -> stores.measurements().put(measurement("search", DEFINITION, 1, 9, "control", "ranked"), 2),
            stores -> stores.measurements().put(measurement("search", 2, "control", "ranked"), 1),
            stores -> stores.cohorts().put("search", DEFINITION, cohort(1, "a", 10, "control", "ranked")),
            stores -> stores.cohorts().put("search", DEFINITION, cohort(2, "a", 11, "control", "ranked")),
            stores -> stores.cohorts()
                    .fix("search", DEFINITION, new FixedLevels(new TreeMap<>(Map.of("a", List.of(1.0))))),
            stores -> stores.cohorts()
                    .fix("search", DEFINITION, new FixedLevels(new TreeMap<>(Map.of("b", List.of(2.0))))),
            stores -> stores.leases().acquire("day", "anna", day(1), day(2)),
            stores -> stores.leases().release("day", "anna"),
            stores -> LookWriter.evaluate(stores.evaluations(), "search", 1),
            stores -> LookWriter.evaluate(stores.evaluations(), "search", 2),
            stores -> LookWriter.evaluate(stores.evaluations(), "search", 3),
            stores -> LookWriter.evaluate(stores.evaluations(), "checkout", 2),
            stores -> stores.rankings().putFeature(shipped("ranking", "ranked", 1)),
            stores -> stores.rankings().putFeature(rolledBack("ranking", 2)),
            stores -> stores.rankings().put(ranking(7, 0.1)),
            stores -> stores.rankings().put(ranking(8, 0.2)));

    private static void define(Stores stores, int day) {
        Subject subject = Subject.experiment("search");
        stores.definitions().append(subject, day == 0 ? launched("search", 0) : stopped("search", day, "reason"));
        Revisioned<ExperimentState> stored =
                stores.definitions().experiment("search").orElse(null);
        int versions = stores.definitions().history(subject).size();
        stores.definitions()
                .replaceExperiment(
                        "search",
                        stored == null ? 0 : stored.revision(),
                        versions < 2
                                ? new ExperimentState.Pending(new TreeSet<>(Set.of(subject)))
                                : new ExperimentState.Ready(pinned("search", versions)));
    }

    @ParameterizedTest
    @MethodSource("northstar.storage.Samples#seeds")
    void items_anyOrderAndRepetition_areTheSameButForRevisions(long seed) {
        TestTable quiet = TestTable.create();
        STEPS.forEach(step -> step.accept(quiet.stores()));
        TestTable shuffled = TestTable.create();

        Samples.shuffledAndRepeated(STEPS, seed).forEach(step -> step.accept(shuffled.stores()));

        assertThat(lasting(shuffled)).isEqualTo(lasting(quiet)).hasSizeGreaterThan(20);
    }

    private static Set<Map<String, AttributeValue>> lasting(TestTable table) {
        Set<Map<String, AttributeValue>> lasting = new HashSet<>();
        for (Item item : table.items()) {
            Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
            attributes.remove(Item.REVISION);
            if (!item.has(Item.EXPIRES_AT)) {
                lasting.add(attributes);
            }
        }
        return lasting;
    }

    /** The rights of every function rest on this. */
    @Test
    void calls_ofAllSteps_readAndWriteButNeverDeleteOrScan() {
        Calls calls = new Calls();
        TestTable table = TestTable.create(calls);
        calls.taken();

        STEPS.forEach(step -> step.accept(table.stores()));

        assertThat(calls.taken()).containsOnly("GetItem", "Query", "PutItem", "TransactWriteItems");
    }

    @Test
    void items_thousandsOfMetrics_eachStayBelowTheLimit() {
        TestTable table = TestTable.create();
        table.stores().measurements().put(Samples.largeMeasurement("search", 1, 6_000, 7, "control", "ranked"), 1);

        assertThat(table.items())
                .hasSizeGreaterThan(6)
                .allSatisfy(item -> assertThat(item.size()).isLessThan(400 * 1024));
    }

    @Test
    void items_resultOfAnExperiment_isSmall() {
        TestTable table = TestTable.create();
        LookWriter.evaluate(table.stores().evaluations(), "search", 1);

        assertThat(table.table()
                        .get(Key.result(NORTH_STAR, "search", "ranked"))
                        .orElseThrow()
                        .size())
                .isLessThan(1_024);
    }

    @Test
    void items_vanishedVariant_isLeftToExpire() {
        TestTable table = TestTable.create();
        Stores stores = table.stores();
        stores.measurements().put(measurement("search", 1, "control", "ranked"), 1);

        stores.measurements().put(measurement("search", 1, "control"), 2);

        Key vanished = Key.moments(Key.measurement("search", DEFINITION, day(1)), "ranked");
        assertThat(table.table().get(vanished))
                .contains(Item.at(vanished)
                        .with(Item.EXPIRES_AT, TestTable.NOW.plusSeconds(86_400).getEpochSecond()));
    }

    /** A query may see some of a transaction's items before and others after it. */
    @Test
    void looks_newestLookIsNotTheDirectorys_isReadAgain() {
        TestTable table = TestTable.create();
        Stores stores = table.stores();
        LookWriter.evaluate(stores.evaluations(), "search", 1);
        LookWriter.evaluate(stores.evaluations(), "search", 2);
        Looks looks = stores.evaluations().looks("search");
        table.set(Key.look("search", day(1)), ChunkedItems.HASH, AttributeValue.fromS("another"));

        assertThat(stores.evaluations().latestBefore(looks, day(9)))
                .map(look -> look.evaluation().asOf())
                .contains(day(2));
        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> stores.evaluations().latestBefore(looks, day(2)))
                .satisfies(e -> assertThat(e.place()).contains("LOOK#2026-10-02"));
        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> stores.evaluations().from(looks, day(0)));
    }

    @Test
    void latestBefore_lookHasChangedSince_isConflicting() {
        Stores stores = TestTable.create().stores();
        LookWriter.evaluate(stores.evaluations(), "search", 1);
        Looks before = stores.evaluations().looks("search");
        LookWriter.evaluate(stores.evaluations(), "search", 2);
        stores.evaluations()
                .write(stores.evaluations().looks("search"), List.of(look("search", 1, "look 9")), List.of());

        assertThat(stores.evaluations().latestBefore(before, day(5))).contains(look("search", 1, "look 1"));
        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> stores.evaluations().from(before, day(1)));
    }

    @Test
    void measurement_variantIsOfAnotherMoment_isConflicting() {
        TestTable table = TestTable.create();
        Stores stores = new DynamoDbStores(
                table.client(), table.name(), () -> TestTable.NOW, table.table().backoff());
        stores.measurements().put(measurement("search", 1, "control", "ranked"), 1);
        Key head = Key.measurement("search", DEFINITION, day(1));
        table.set(Key.moments(head, "ranked"), ChunkedItems.HASH, AttributeValue.fromS("another"));

        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> stores.measurements().read("search", DEFINITION, day(1)));
        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> stores.measurements().from("search", DEFINITION, day(1)));
    }

    @Test
    void ranking_resultIsOfAnotherMoment_isConflicting() {
        TestTable table = TestTable.create();
        Stores stores = new DynamoDbStores(
                table.client(), table.name(), () -> TestTable.NOW, table.table().backoff());
        LookWriter.evaluate(stores.evaluations(), "search", 1);
        table.set(Key.result(NORTH_STAR, "search", "ranked"), ChunkedItems.HASH, AttributeValue.fromS("another"));

        assertThatExceptionOfType(ConflictingUpdateException.class)
                .isThrownBy(() -> stores.rankings().read(NORTH_STAR))
                .satisfies(e -> assertThat(e.place()).isEqualTo("NORTHSTARS KEY#" + NORTH_STAR));
    }

    /** A late first look of a long experiment takes several transactions; the function may die between two of them. */
    @Test
    void write_crashBetweenTwoTransactions_leavesLooksThatCanBeReadAndFinished() {
        FaultyClient client = new FaultyClient();
        Stores stores = TestTable.on(client).stores();
        List<EvaluatedLook> looks = IntStream.range(0, 150)
                .mapToObj(day -> look("search", day, "look " + day))
                .toList();
        Looks none = stores.evaluations().looks("search");
        client.passing(1).failing(SdkClientException.create("crash"));

        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(() -> stores.evaluations().write(none, looks, List.of(result("search", "ranked", 0.1))));
        Looks some = stores.evaluations().looks("search");
        assertThat(stores.evaluations().from(some, day(0))).isEqualTo(looks.subList(0, 99));
        assertThat(stores.rankings().read(NORTH_STAR).results()).isEmpty();

        assertThat(stores.evaluations().write(some, looks, List.of(result("search", "ranked", 0.1))))
                .isTrue();
        assertThat(stores.evaluations().from(stores.evaluations().looks("search"), day(0)))
                .isEqualTo(looks);
        assertThat(stores.rankings().read(NORTH_STAR).results()).hasSize(1);
    }

    /** The first writer's next transaction meets what another writer did between the two. */
    @Test
    void write_anotherWriterBetweenTwoTransactions_isRefused() {
        Stores stores = TestTable.create().stores();
        List<EvaluatedLook> looks = IntStream.range(0, 150)
                .mapToObj(day -> look("search", day, "look " + day))
                .toList();
        Looks none = stores.evaluations().looks("search");
        stores.evaluations().write(none, looks, List.of());

        assertThat(stores.evaluations().write(none, looks, List.of())).isFalse();
    }

    @Test
    void report_largerThanAnItem_isReadAsWritten() {
        Stores stores = TestTable.create().stores();
        for (int part = 1; part <= 12; part++) {
            int number = part;
            stores.reports()
                    .put(
                            part(
                                    "search",
                                    1,
                                    part,
                                    12,
                                    IntStream.range(0, 800)
                                            .mapToObj(i -> row("v" + number, "metric-" + i, noise(number * 1_000 + i)))
                                            .toArray(Row[]::new)),
                            day(2));
        }

        assertThat(stores.reports().read("search", day(1)).orElseThrow().value().rows())
                .hasSize(12 * 800);
    }

    private static String noise(int seed) {
        StringBuilder digits = new StringBuilder("0.");
        new Random(seed).ints(50, 0, 10).forEach(digits::append);
        return digits.append('1').toString();
    }
}
