package northstar.storage.dynamodb;

import static northstar.storage.Samples.DEFINITION;
import static northstar.storage.Samples.NORTH_STAR;
import static northstar.storage.Samples.cohort;
import static northstar.storage.Samples.day;
import static northstar.storage.Samples.launched;
import static northstar.storage.Samples.look;
import static northstar.storage.Samples.measurement;
import static northstar.storage.Samples.pinned;
import static northstar.storage.Samples.ranking;
import static northstar.storage.Samples.reported;
import static northstar.storage.Samples.result;
import static northstar.storage.Samples.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.moments.FixedLevels;
import northstar.storage.ExperimentState;
import northstar.storage.Looks;
import northstar.storage.Stores;
import northstar.storage.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the steps of the functions call DynamoDB: what makes them fast, and what they have to be allowed. */
class CallCountTest {
    private final Calls calls = new Calls();
    private Stores stores;

    @BeforeEach
    void makeStores() {
        stores = TestTable.create(calls).stores();
        calls.taken();
    }

    @Test
    void register_newDefinition_isFourCalls() {
        stores.definitions().append(Subject.experiment("search"), launched("search", 0));
        stores.definitions().experiment("search");
        stores.definitions().history(Subject.experiment("search"));
        stores.definitions().replaceExperiment("search", 0, new ExperimentState.Ready(pinned("search", 1)));

        assertThat(calls.taken()).containsExactly("TransactWriteItems", "GetItem", "Query", "PutItem");
    }

    @Test
    void measure_newReport_isThreeCalls() {
        measure();

        assertThat(calls.taken()).containsExactly("PutItem", "GetItem", "TransactWriteItems");
    }

    @Test
    void measure_sameReportAgain_isNotMore() {
        measure();
        calls.taken();

        measure();

        assertThat(calls.taken()).containsExactly("PutItem", "GetItem", "TransactWriteItems");
    }

    private void measure() {
        stores.reports().put(reported("search", 1, "0.6"), day(1));
        stores.definitions().experiment("search");
        stores.measurements().put(measurement("search", 1, "control", "ranked"), 1);
    }

    @Test
    void measure_restatedReport_isTwoCallsMore() {
        stores.reports().put(reported("search", 1, "0.6"), day(1));
        stores.measurements().put(measurement("search", 1, "control", "ranked"), 1);
        calls.taken();

        stores.reports().put(reported("search", 1, "0.7"), day(2));
        stores.measurements().put(measurement("search", DEFINITION, 1, 5, "control", "ranked"), 2);

        assertThat(calls.taken()).containsExactly("PutItem", "PutItem", "TransactWriteItems", "TransactWriteItems");
    }

    @Test
    void evaluate_nextLook_isFourCalls() {
        evaluate(1);
        calls.taken();

        evaluate(2);

        assertThat(calls.taken()).containsExactly("GetItem", "Query", "Query", "TransactWriteItems");
    }

    @Test
    void evaluate_sameLookAgain_readsTheOneBeforeAndWritesNothing() {
        evaluate(1);
        evaluate(2);
        calls.taken();

        evaluate(2);

        assertThat(calls.taken()).containsExactly("GetItem", "Query", "GetItem", "Query");
    }

    @Test
    void rank_results_isFourCalls() {
        evaluate(1);
        calls.taken();

        stores.rankings().read(NORTH_STAR);
        assertThat(calls.taken()).containsExactly("GetItem", "Query", "GetItem", "Query");
        stores.rankings().put(ranking(1, 0.1));
        assertThat(calls.taken()).containsExactly("PutItem");
    }

    @Test
    void others_fewCalls() {
        stores.rankings().putFeature(shipped("ranking", "ranked", 1));
        assertThat(calls.taken()).containsExactly("GetItem", "TransactWriteItems");
        stores.rankings().northStars();
        stores.rankings().current(NORTH_STAR);
        assertThat(calls.taken()).containsExactly("Query", "GetItem");
        stores.reports().read("search", day(1));
        stores.reports().times("search");
        assertThat(calls.taken()).containsExactly("GetItem", "Query");
        stores.idempotency().claim("a", day(1), day(1).plus(Duration.ofDays(1)));
        assertThat(calls.taken()).containsExactly("PutItem");
    }

    @Test
    void cohorts_severalDays_areOneQuery() {
        stores.cohorts().put("search", DEFINITION, cohort(1, "a", 10, "control", "ranked"));
        stores.cohorts().put("search", DEFINITION, cohort(2, "a", 10, "control", "ranked"));
        stores.cohorts().all("search", DEFINITION);
        assertThat(calls.taken()).containsExactly("PutItem", "PutItem", "Query");
    }

    @Test
    void levels_fixedOnce_areOneGetFromThenOn() {
        FixedLevels levels = new FixedLevels(new TreeMap<>(Map.of("nights", List.of(9.0))));
        stores.cohorts().fix("search", DEFINITION, levels);
        assertThat(calls.taken()).containsExactly("GetItem", "PutItem");
        stores.cohorts().fix("search", DEFINITION, levels);
        assertThat(calls.taken()).containsExactly("GetItem");
    }

    @Test
    void lease_takenAndGivenBack_isTwoPuts() {
        stores.leases().acquire("a", "b", day(1), day(2));
        stores.leases().release("a", "b");
        assertThat(calls.taken()).containsExactly("PutItem", "PutItem");
    }

    private void evaluate(int day) {
        stores.definitions().experiment("search");
        Looks looks = stores.evaluations().looks("search");
        stores.evaluations().latestBefore(looks, day(day));
        stores.measurements().read("search", DEFINITION, day(day));
        stores.evaluations()
                .write(looks, List.of(look("search", day, "a")), List.of(result("search", "ranked", day / 100.0)));
    }
}
