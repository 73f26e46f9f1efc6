package northstar.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import northstar.domain.definition.Experiment;
import northstar.embedded.bus.TimedEvent;

/**
 * A booking site that does not exist, for a week: what its visitors meet and do, always the same.
 *
 * @param exposures how many there are
 * @param activities how many there are
 * @param events what the site sends, in time order
 */
record SimulatedSite(int exposures, int activities, List<TimedEvent> events) {
    static final int VISITORS = 2_000;

    /** So much likelier the second variant makes a visitor book. */
    static final double EFFECT = 0.25;

    private static final int DAYS = 7;
    private static final int BATCH = 200;
    private static final int SEED = 7;

    /** Something that a visitor meets or does. */
    private record Said(Instant at, boolean isExposure, String detail) {}

    static SimulatedSite of(Experiment experiment) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Said> said = new ArrayList<>();
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            Instant at =
                    experiment.start().plus(Duration.ofDays(visitor % DAYS)).plusSeconds(random.nextInt(86_400));
            boolean isTreated = random.nextBoolean();
            String variant = experiment.variants().get(isTreated ? 1 : 0).key();
            String unit = "visitor-" + visitor;
            said.add(new Said(
                    at,
                    true,
                    "{\"experiment\":\"%s\",\"variant\":\"%s\",\"unit\":\"%s\",\"at\":\"%s\"}"
                            .formatted(experiment.key(), variant, unit, at)));
            double keenness = 0.1 + 0.5 * random.nextDouble();
            book(said, random, unit, at.minusSeconds(1 + random.nextInt(500_000)), keenness);
            book(
                    said,
                    random,
                    unit,
                    at.plusSeconds(1 + random.nextInt(80_000)),
                    keenness * (isTreated ? 1 + EFFECT : 1));
        }
        int exposures = (int) said.stream().filter(Said::isExposure).count();
        return new SimulatedSite(exposures, said.size() - exposures, sent(said, experiment));
    }

    private static void book(List<Said> said, SplittableRandom random, String unit, Instant at, double chance) {
        if (random.nextDouble() < chance) {
            said.add(new Said(
                    at,
                    false,
                    "{\"unit\":\"%s\",\"event\":\"Booked\",\"at\":\"%s\",\"id\":\"booking-%d\",\"value\":%d}"
                            .formatted(unit, at, said.size(), 1 + random.nextInt(4))));
        }
    }

    /** A day's events in packs, at the end of that day; what was done before the start comes with the first. */
    private static List<TimedEvent> sent(List<Said> said, Experiment experiment) {
        List<TimedEvent> events = new ArrayList<>();
        said.sort(Comparator.comparing(Said::at));
        Instant from = Instant.MIN;
        for (int day = 1; day <= DAYS + 1; day++) {
            Instant since = from;
            Instant until = experiment.start().plus(Duration.ofDays(day)).minus(Duration.ofMinutes(30));
            for (boolean isExposure : List.of(true, false)) {
                List<String> details = said.stream()
                        .filter(each -> each.isExposure() == isExposure
                                && !each.at().isBefore(since)
                                && each.at().isBefore(until))
                        .map(Said::detail)
                        .toList();
                for (int first = 0; first < details.size(); first += BATCH) {
                    String batch = details.subList(first, Math.min(details.size(), first + BATCH)).stream()
                            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
                    events.add(new TimedEvent(isExposure ? "Exposure" : "Activity", "demo", batch, until));
                }
            }
            from = until;
        }
        return List.copyOf(events);
    }
}
