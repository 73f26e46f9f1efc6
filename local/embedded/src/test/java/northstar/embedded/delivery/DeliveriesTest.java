package northstar.embedded.delivery;

import static northstar.embedded.delivery.Bakery.dough;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import northstar.embedded.bus.BusEvent;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.function.Outcome;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final DeliveryMode ONCE = new DeliveryMode.Once();

    /** Each dough becomes a bread of the same name. */
    private static Bakery bakery(DeliveryMode mode) {
        return bakery(mode, Map.of());
    }

    private static Bakery bakery(DeliveryMode mode, Map<String, Function<BusEvent, String>> coalesced) {
        Bakery[] self = new Bakery[1];
        self[0] = new Bakery(mode, 1, coalesced, (function, detail) -> {
            if (function.equals("Bake")) {
                self[0].publish("Bread Baked", detail.substring(1, detail.indexOf('"', 1)));
            }
        });
        return self[0];
    }

    private static List<String> keysOf(List<String> journal, String function) {
        return journal.stream()
                .filter(line -> line.contains(" " + function + " "))
                .map(line -> line.replaceAll(".* \"(.*)\":1$", "$1"))
                .toList();
    }

    @Test
    void runDue_eventsInOrder_areHandledInOrderBeforeWhatComesOfThem() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.publish("Dough Risen", "a");
            bakery.publish("Dough Risen", "b");

            bakery.deliveries.runDue();

            assertThat(bakery.journal)
                    .containsExactly(
                            "2026-03-01T00:00:00Z Bake \"a\":1",
                            "2026-03-01T00:00:00Z Bake \"b\":1",
                            "2026-03-01T00:00:00Z Sell \"a\":1",
                            "2026-03-01T00:00:00Z Sell \"b\":1");
        }
    }

    @Test
    void runDue_eventThatNoRuleMatches_goesNowhere() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.publish("Oven Cleaned", "a");

            bakery.deliveries.runDue();

            assertThat(bakery.journal).isEmpty();
        }
    }

    @Test
    void publishAll_stream_waitsForTheTimeOfEachEvent() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.router.publishAll(
                    "oven", List.of(dough("late", "2026-03-03T00:00:00Z"), dough("early", "2026-03-02T00:00:00Z")));

            bakery.deliveries.runDue();
            assertThat(bakery.journal).isEmpty();
            bakery.settle();

            assertThat(bakery.journal)
                    .containsExactly(
                            "2026-03-02T00:00:00Z Bake \"early\":1",
                            "2026-03-02T00:00:00Z Sell \"early\":1",
                            "2026-03-03T00:00:00Z Bake \"late\":1",
                            "2026-03-03T00:00:00Z Sell \"late\":1");
        }
    }

    @Test
    void publishAll_eventOfThePast_isDeliveredNow() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.router.publishAll("oven", List.of(dough("old", "2020-01-01T00:00:00Z")));
            bakery.router.publishAll("oven", List.of());

            bakery.deliveries.runDue();

            assertThat(bakery.journal).startsWith("2026-03-01T00:00:00Z Bake \"old\":1");
        }
    }

    @Test
    void failing_function_isCalledAgainAfterOneAndTwoMinutes() {
        try (Bakery bakery = new Bakery((function, detail) -> {
            throw new IOException("oven is cold");
        })) {
            bakery.publish("Dough Risen", "a");

            bakery.settle();

            assertThat(bakery.journal)
                    .containsExactly(
                            "2026-03-01T00:00:00Z Bake \"a\":1",
                            "2026-03-01T00:01:00Z Bake \"a\":1",
                            "2026-03-01T00:03:00Z Bake \"a\":1");
            assertThat(new HashSet<>(bakery.requests)).as("request ids").hasSize(1);
        }
    }

    @Test
    void failing_function_leavesItsEventInTheQueueOfTheFunction() {
        try (Bakery bakery = new Bakery((function, detail) -> {
            throw new IOException("oven is cold");
        })) {
            bakery.publish("Dough Risen", "a");

            bakery.settle();

            assertThat(bakery.deadLetters.all()).hasSize(1);
            DeadLetter letter = bakery.deadLetters.all().getFirst();
            assertThat(letter.queue()).isEqualTo("BakeFailed");
            assertThat(letter.target()).isEqualTo("Bake");
            assertThat(letter.event())
                    .contains("\"detail-type\":\"Dough Risen\"")
                    .endsWith("\"detail\":{\"a\":1}}");
            assertThat(letter.reason()).isEqualTo("java.io.IOException: oven is cold");
            assertThat(letter.attempts()).isEqualTo(3);
            assertThat(letter.time()).isEqualTo(Instant.parse("2026-03-01T00:03:00Z"));
            assertThat(bakery.deadLetters.in("BakeFailed")).containsExactly(letter);
            assertThat(bakery.deadLetters.in("SellFailed")).isEmpty();
        }
    }

    @Test
    void failing_onceOnly_leavesNoDeadLetter() {
        AtomicInteger calls = new AtomicInteger();
        try (Bakery bakery = new Bakery((function, detail) -> {
            if (calls.incrementAndGet() == 1) {
                throw new IOException("oven is cold");
            }
        })) {
            bakery.publish("Dough Risen", "a");

            bakery.settle();

            assertThat(bakery.journal).hasSize(2);
            assertThat(bakery.deadLetters.all()).isEmpty();
            assertThat(bakery.calls).extracting(Call::attempt).containsExactly(1, 2);
            assertThat(bakery.calls)
                    .extracting(Call::outcome)
                    .containsExactly(new Outcome.Failed("java.io.IOException: oven is cold"), new Outcome.Succeeded());
        }
    }

    @Test
    void unreachable_function_isTriedForAsLongAsTheRuleSays() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.deliveries.setReachable("Bake", false);
            bakery.publish("Dough Risen", "a");

            bakery.settle();

            assertThat(bakery.journal).isEmpty();
            DeadLetter letter = bakery.deadLetters.all().getFirst();
            assertThat(letter.queue()).isEqualTo("BakeUndelivered");
            assertThat(letter.reason()).isEqualTo("the target cannot be reached: event too old");
            assertThat(letter.attempts()).isGreaterThan(9);
            assertThat(letter.time()).isBetween("2026-03-01T00:50:00Z", "2026-03-01T01:00:00Z");
        }
    }

    @Test
    void unreachable_reachableAgainInTime_isDelivered() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.deliveries.setReachable("Bake", false);
            bakery.publish("Dough Risen", "a");
            bakery.deliveries.runDue();
            bakery.deliveries.setReachable("Bake", true);

            bakery.settle();

            assertThat(bakery.journal).startsWith("2026-03-01T00:00:01Z Bake \"a\":1");
            assertThat(bakery.deadLetters.all()).isEmpty();
        }
    }

    @Test
    void runDue_eventsOfAStream_areInTheBucketAsOneObject() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.publish("Crumb Fallen", "a");
            bakery.publish("Crumb Fallen", "b");
            bakery.settle();
            bakery.publish("Crumb Fallen", "c");
            bakery.settle();

            assertThat(bakery.bucket.keySet())
                    .containsExactly(
                            "crumbs/2026/03/Crumbs-1-2026-03-01-00-00-00-00000001.ndjson",
                            "crumbs/2026/03/Crumbs-1-2026-03-01-00-00-00-00000002.ndjson");
            assertThat(bakery.bucket.firstEntry().getValue().lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("{\"version\":\"0\",\"id\":") && line.endsWith("}"));
        }
    }

    @Test
    void unreachable_stream_leavesItsEventsInTheQueueOfTheRule() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.deliveries.setReachable("Crumbs", false);
            bakery.publish("Crumb Fallen", "a");

            bakery.settle();

            assertThat(bakery.bucket).isEmpty();
            assertThat(bakery.deadLetters.in("CrumbsUndelivered")).hasSize(1);
            bakery.deliveries.setReachable("Crumbs", true);
            bakery.deliveries.redrive();
            bakery.settle();
            assertThat(bakery.bucket).hasSize(1);
        }
    }

    @Test
    void redrive_onceTheCauseIsGone_deliversToThatFunctionAlone() {
        AtomicInteger broken = new AtomicInteger(1);
        try (Bakery bakery = new Bakery((function, detail) -> {
            if (broken.get() == 1) {
                throw new IOException("oven is cold");
            }
        })) {
            bakery.publish("Dough Risen", "a");
            bakery.settle();
            broken.set(0);
            bakery.journal.clear();

            assertThat(bakery.deliveries.redrive()).isEqualTo(1);
            bakery.settle();

            assertThat(bakery.journal).containsExactly("2026-03-01T00:03:00Z Bake \"a\":1");
            assertThat(bakery.deadLetters.all()).isEmpty();
            assertThat(bakery.deliveries.redrive()).isZero();
        }
    }

    @Test
    void redrive_letterOfASchedule_stays() {
        try (Bakery bakery = bakery(ONCE)) {
            bakery.deadLetters.add(new DeadLetter("lost", "fridge", "{}", "gone", 1, Bakery.START));

            assertThat(bakery.deliveries.redrive()).isZero();
            assertThat(bakery.deadLetters.in("lost")).hasSize(1);
        }
    }

    @Test
    void coalesced_function_seesTheLastEventOnceAllElseIsDone() {
        try (Bakery bakery = bakery(ONCE, Map.of("Sell", event -> ""))) {
            bakery.router.publishAll(
                    "oven",
                    List.of(
                            dough("a", "2026-03-02T00:00:00Z"),
                            dough("b", "2026-03-03T00:00:00Z"),
                            dough("c", "2026-03-04T00:00:00Z")));

            bakery.settle();

            assertThat(keysOf(bakery.journal, "Bake")).containsExactly("a", "b", "c");
            assertThat(keysOf(bakery.journal, "Sell")).containsExactly("c");
        }
    }

    @Test
    void coalesced_byKey_seesTheLastEventOfEachKey() {
        try (Bakery bakery = bakery(ONCE, Map.of("Sell", event -> event.json().contains("{\"r") ? "rye" : "oat"))) {
            for (String key : List.of("r1", "o1", "r2", "o2", "r3")) {
                bakery.publish("Dough Risen", key);
            }

            bakery.settle();

            assertThat(keysOf(bakery.journal, "Sell")).containsExactly("o2", "r3");
        }
    }

    @Test
    void twiceShuffled_window_delaysEachDeliveryOfItsOwn() {
        DeliveryMode mode = new DeliveryMode.TwiceShuffled(7, Duration.ofDays(3), Set.of());
        try (Bakery bakery = bakery(mode)) {
            List<String> keys = new ArrayList<>();
            List<TimedEvent> stream = new ArrayList<>();
            for (int day = 1; day <= 20; day++) {
                keys.add("d" + day);
                stream.add(new TimedEvent(
                        "Dough Risen", "bakery", "{\"d" + day + "\":1}", Bakery.START.plus(Duration.ofDays(day))));
            }
            bakery.router.publishAll("oven", stream);

            bakery.settle();

            List<String> baked = keysOf(bakery.journal, "Bake");
            assertThat(baked)
                    .hasSize(40)
                    .containsAll(keys)
                    .isNotEqualTo(baked.stream().sorted().toList());
            for (String key : keys) {
                assertThat(Collections.frequency(baked, key)).isEqualTo(2);
                assertThat(Collections.frequency(keysOf(bakery.journal, "Sell"), key))
                        .isEqualTo(4);
            }
            for (String line : bakery.journal) {
                if (line.contains(" Bake ")) {
                    Instant sent = Bakery.START.plus(
                            Duration.ofDays(Integer.parseInt(line.replaceAll(".*\"d(.*)\":1$", "$1"))));
                    assertThat(Duration.between(sent, Instant.parse(line.split(" ")[0])))
                            .isBetween(Duration.ZERO, Duration.ofDays(3));
                }
            }
        }
    }

    @Test
    void twiceShuffled_anywhere_comesEarlyToo() {
        DeliveryMode mode = new DeliveryMode.TwiceShuffled(7, Duration.ofDays(1), Set.of("Dough Risen"));
        try (Bakery bakery = bakery(mode)) {
            List<TimedEvent> stream = new ArrayList<>();
            for (int day = 1; day <= 10; day++) {
                stream.add(dough("last" + day, "2026-12-31T00:00:00Z"));
            }
            stream.add(new TimedEvent("Bread Baked", "bakery", "{\"x\":1}", Bakery.START));
            bakery.router.publishAll("oven", stream);

            bakery.settle();

            assertThat(bakery.journal)
                    .filteredOn(line -> line.contains(" Bake "))
                    .hasSize(20)
                    .anyMatch(line -> line.compareTo("2026-06-01") < 0)
                    .anyMatch(line -> line.compareTo("2026-09-01") > 0);
        }
    }

    @Test
    void twiceShuffled_sameSeed_isTheSameOrder() {
        DeliveryMode mode = new DeliveryMode.TwiceShuffled(42, Duration.ofHours(1), Set.of());

        assertThat(shuffledJournal(mode)).isEqualTo(shuffledJournal(mode));
        assertThat(shuffledJournal(mode))
                .isNotEqualTo(shuffledJournal(new DeliveryMode.TwiceShuffled(43, Duration.ofHours(1), Set.of())));
    }

    @Test
    void twiceShuffled_noWindow_changesPlacesWithinAnInstantAlone() {
        DeliveryMode mode = new DeliveryMode.TwiceShuffled(1, Duration.ZERO, Set.of());

        assertThat(shuffledJournal(mode))
                .hasSize(2 * 10 + 4 * 10)
                .allMatch(line -> line.startsWith("2026-03-01T00:00:00Z"))
                .isNotEqualTo(shuffledJournal(mode).stream().sorted().toList());
    }

    private static List<String> shuffledJournal(DeliveryMode mode) {
        try (Bakery bakery = bakery(mode)) {
            for (int i = 0; i < 10; i++) {
                bakery.publish("Dough Risen", "k" + i);
            }
            bakery.settle();
            return List.copyOf(bakery.journal);
        }
    }

    @Test
    void workers_two_runAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        Set<String> threads = Collections.synchronizedSet(new HashSet<>());
        try (Bakery bakery = new Bakery(ONCE, 2, Map.of(), (function, detail) -> {
            threads.add(Thread.currentThread().getName());
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        })) {
            bakery.publish("Dough Risen", "a");
            bakery.publish("Dough Risen", "b");

            bakery.deliveries.runDue();

            assertThat(threads).hasSize(2);
            assertThat(bakery.journal).hasSize(2);
        }
    }

    @Test
    void workers_four_leaveNothingUndone() {
        Bakery[] self = new Bakery[1];
        try (Bakery bakery = new Bakery(ONCE, 4, Map.of("Sell", event -> ""), (function, detail) -> {
            if (function.equals("Bake")) {
                self[0].publish("Bread Baked", "bread");
                if (detail.length() < 13) {
                    self[0].publish("Dough Risen", detail.substring(1, detail.indexOf('"', 1)) + "x");
                }
            }
        })) {
            self[0] = bakery;
            for (int i = 0; i < 50; i++) {
                bakery.publish("Dough Risen", "k" + (i % 10));
            }

            bakery.settle();

            assertThat(keysOf(bakery.journal, "Bake")).hasSize(50 * 8).contains("k7xxxxxxx");
            assertThat(keysOf(bakery.journal, "Sell")).containsExactly("bread");
            assertThat(bakery.deadLetters.all()).isEmpty();
        }
    }

    @Test
    void settings_withoutWorker_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliverySettings(ONCE, 0, Map.of(), call -> {}))
                .withMessage("workers == 0, must be 1 or more");
    }

    @Test
    void twiceShuffled_negativeWindow_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryMode.TwiceShuffled(1, Duration.ofDays(-1), Set.of()))
                .withMessage("window == PT-24H, must be 0 or more");
    }
}
