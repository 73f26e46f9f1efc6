package northstar.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import northstar.endtoend.Story.Repetition;

/**
 * Visitors of a shop, day by day. What they meet and book comes half on the bus and half in files of raw events; what they
 * save comes as another tool's export. One line in twenty may come twice, through another door or a day later.
 *
 * @param start midnight of the first day
 * @param repetition which lines come twice
 */
record SearchData(Instant start, Repetition repetition) {
    private static final int UNITS_A_DAY = 40;
    private static final int HOUR_OF_SENDING = 22;
    private static final List<Duration> AFTER_EXPOSURE =
            List.of(Duration.ofHours(-20), Duration.ofHours(1), Duration.ofHours(30));

    /** By which door something comes. */
    private enum Door {
        BUS,
        RAW,
        EXPORT
    }

    /**
     * Something that happened.
     *
     * @param json as the door wants it
     * @param isExposure or an activity
     */
    private record Line(Instant at, Door door, boolean isExposure, String json) {}

    List<Step> steps() {
        List<Line> lines = lines();
        List<Step> steps = new ArrayList<>();
        for (int day = -1; day <= Story.SEARCH_DAYS + 1; day++) {
            Instant midnight = start.plus(Duration.ofDays(day));
            Instant next = midnight.plus(Duration.ofDays(1));
            List<Line> today = lines.stream()
                    .filter(line -> !line.at().isBefore(midnight) && line.at().isBefore(next))
                    .toList();
            steps.addAll(day(day, midnight.plus(Duration.ofHours(HOUR_OF_SENDING)), today));
        }
        return steps;
    }

    private List<Step> day(int day, Instant at, List<Line> lines) {
        List<Step> steps = new ArrayList<>();
        batch("Exposure", at, of(lines, Door.BUS, true), steps);
        batch("Activity", at, of(lines, Door.BUS, false), steps);
        List<String> raw = new ArrayList<>(of(lines, Door.RAW, true));
        raw.addAll(of(lines, Door.RAW, false));
        file("raw/shop/day" + day + ".ndjson", at, raw, steps);
        file("imports/segment/day" + day + ".ndjson", at, of(lines, Door.EXPORT, false), steps);
        return steps;
    }

    private List<String> of(List<Line> lines, Door door, boolean isExposure) {
        List<String> found = new ArrayList<>();
        for (Line line : lines) {
            if (line.door() == door && line.isExposure() == isExposure) {
                found.add(line.json());
                if (repetition.next()) {
                    found.add(line.json());
                }
            }
        }
        return found;
    }

    private static void batch(String type, Instant at, List<String> details, List<Step> steps) {
        if (!details.isEmpty()) {
            String batch = details.stream().collect(Collectors.joining(",", "{\"batch\": [", "]}"));
            steps.add(new Step.Said(at, type, Story.PRODUCER, batch));
        }
    }

    private static void file(String key, Instant at, List<String> lines, List<Step> steps) {
        if (!lines.isEmpty()) {
            steps.add(new Step.Filed(at, key, String.join("\n", lines) + "\n"));
        }
    }

    private List<Line> lines() {
        SplittableRandom random = new SplittableRandom(7);
        List<Line> lines = new ArrayList<>();
        for (int day = 0; day < Story.SEARCH_DAYS; day++) {
            Instant morning = start.plus(Duration.ofDays(day)).plus(Duration.ofHours(8));
            for (int i = 0; i < UNITS_A_DAY; i++) {
                visitor(
                        "user-" + day + "-" + i,
                        morning.plusSeconds(i),
                        i % 2 == 0 ? Door.BUS : Door.RAW,
                        random,
                        lines);
            }
        }
        return lines;
    }

    private static void visitor(String unit, Instant met, Door door, SplittableRandom random, List<Line> lines) {
        boolean isNew = random.nextBoolean();
        lines.add(new Line(met, door, true, """
                {"experiment": "%s", "variant": "%s", "unit": "%s", "at": "%s", "attributes": {"platform": "%s"}}""".formatted(
                        Story.SEARCH, isNew ? "new" : "old", unit, met, random.nextInt(3) == 0 ? "app" : "web")));
        int number = 0;
        for (Duration later : AFTER_EXPOSURE) {
            if (random.nextInt(3) > 0) {
                Instant at = met.plus(later);
                int nights = 1 + random.nextInt(5) + (isNew && !later.isNegative() ? 2 : 0);
                lines.add(new Line(at, door, false, """
                        {"unit": "%s", "event": "Booked", "at": "%s", "id": "%s-b%d", "value": %d}""".formatted(unit, at, unit, number, nights)));
                lines.add(new Line(at, Door.EXPORT, false, """
                        {"type": "track", "event": "Saved", "userId": "%s", "messageId": "%s-s%d", "timestamp": "%s"}""".formatted(unit, unit, number, at.plusSeconds(60))));
                number++;
            }
        }
    }
}
