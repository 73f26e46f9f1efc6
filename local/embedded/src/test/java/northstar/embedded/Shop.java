package northstar.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import northstar.embedded.bus.TimedEvent;

/** An experiment of seven days on the bookings of a shop, as the raw events that the shop sends. */
final class Shop {
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    static final Instant END = START.plus(Duration.ofDays(7));

    /** The end, the longest window, and a day of lateness. */
    static final Instant FINAL = END.plus(Duration.ofDays(3));

    private static final int UNITS_A_DAY = 60;

    private Shop() {}

    /** Returns what defines the experiment. */
    static List<TimedEvent> definitions(Instant at) {
        return List.of(
                event("North Star Defined", at, "{\"northStar\": {\"key\": \"bookings\", \"metric\": \"nights\"}}"),
                event("Metrics Defined", at, """
                        {"metrics": {
                          "nights": {"type": "mean", "event": "Booked", "value": "value", "window": "P2D"},
                          "saved": {"type": "proportion", "event": "Saved", "window": "P1D"}}}"""),
                event("Experiment Launched", at, """
                        {"experiment": {"key": "search", "feature": "search", "start": "%s", "end": "%s",
                          "variants": [{"key": "control", "control": true, "weight": 0.5}, {"key": "new", "weight": 0.5}],
                          "indicators": ["saved"],
                          "analysis": {"method": "fixed", "covariates": {"lookback": "P7D"}}, "data": {"events": {}}}}""".formatted(START, END)));
    }

    /** Returns the exposures and activities in the order of their time. */
    static List<TimedEvent> raw() {
        SplittableRandom random = new SplittableRandom(7);
        List<TimedEvent> events = new ArrayList<>();
        int id = 0;
        for (int day = 0; day < 7; day++) {
            Instant morning = START.plus(Duration.ofDays(day)).plus(Duration.ofHours(8));
            List<String> exposures = new ArrayList<>();
            List<String> activities = new ArrayList<>();
            for (int i = 0; i < UNITS_A_DAY; i++) {
                String unit = "user-" + day + "-" + i;
                boolean isNew = random.nextBoolean();
                exposures.add("{\"experiment\": \"search\", \"variant\": \"%s\", \"unit\": \"%s\", \"at\": \"%s\"}"
                        .formatted(isNew ? "new" : "control", unit, morning.plusSeconds(i)));
                for (Duration later : List.of(Duration.ofHours(-20), Duration.ofHours(1), Duration.ofHours(30))) {
                    if (random.nextInt(3) > 0) {
                        Instant at = morning.plusSeconds(i).plus(later);
                        activities.add(
                                activity(unit, "Booked", at, "b-" + id++, 1 + random.nextInt(5) + (isNew ? 1 : 0)));
                        activities.add(activity(unit, "Saved", at.plusSeconds(60), "s-" + id++, 1));
                    }
                }
            }
            events.add(batch("Exposure", exposures, morning.plus(Duration.ofMinutes(10))));
            events.add(batch("Activity", activities, morning.plus(Duration.ofHours(31))));
        }
        return events;
    }

    private static String activity(String unit, String event, Instant at, String id, int value) {
        return "{\"unit\": \"%s\", \"event\": \"%s\", \"at\": \"%s\", \"id\": \"%s\", \"value\": %d}"
                .formatted(unit, event, at, id, value);
    }

    private static TimedEvent batch(String type, List<String> details, Instant at) {
        return event(type, at, details.stream().collect(Collectors.joining(",", "{\"batch\": [", "]}")));
    }

    static TimedEvent event(String type, Instant at, String detail) {
        return new TimedEvent(type, "com.example.shop", detail, at);
    }
}
