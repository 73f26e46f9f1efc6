package northstar.endtoend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Two weeks of a company with three experiments: {@value #SEARCH} is measured from events and gets another end on the way,
 * {@value #CHECKOUT} from a table with one row per unit and is stopped early, {@value #PRICING} from numbers that a warehouse
 * reports.
 *
 * <p>Immutable; the same start gives the same story.
 *
 * @param start midnight, when the experiments begin
 * @param steps what comes from outside, in the order of time
 */
record Story(Instant start, List<Step> steps) {
    static final String SEARCH = "search-ranking-v2";
    static final String CHECKOUT = "checkout-one-page";
    static final String PRICING = "price-badge";
    static final String NIGHTS = "nights-booked";
    static final String SPEND = "basket-value";
    static final String CHECKOUT_TABLE = "units/" + CHECKOUT + "/visitors.csv";
    static final String PRODUCER = "com.example.shop";
    static final int SEARCH_DAYS = 9;

    private static final String GROWTH = "com.example.growth";

    Story {
        steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    /** The story with each thing said once. */
    static Story of(Instant start) {
        return new Story(start, new Telling(start, new Repetition(0)).steps());
    }

    /** The same story, in which one thing in twenty is said twice: events, and lines of files. */
    static Story withRepetitions(Instant start) {
        return new Story(start, new Telling(start, new Repetition(20)).steps());
    }

    /** When all has been looked at for the last time. */
    Instant end() {
        return start.plus(Duration.ofDays(14));
    }

    /** When the final look of {@value #SEARCH} is: the end that it was given, the longest window and a day of lateness. */
    Instant finalLookOfSearch() {
        return start.plus(Duration.ofDays(SEARCH_DAYS + 3));
    }

    /** When {@value #CHECKOUT} is stopped. */
    Instant stopOfCheckout() {
        return start.plus(Duration.ofHours(5 * 24 + 12));
    }

    /** Which of many things are said twice. */
    static final class Repetition {
        private final int oneIn;
        private int number;

        /** @param oneIn 0 for none */
        Repetition(int oneIn) {
            this.oneIn = oneIn;
        }

        boolean next() {
            number++;
            return oneIn > 0 && number % oneIn == 0;
        }
    }

    /** Tells it. */
    private record Telling(Instant start, Repetition repetition) {
        private Instant day(int day, int hour) {
            return start.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        }

        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            definitions(steps);
            steps.addAll(new SearchData(start, repetition).steps());
            steps.add(new Step.Filed(day(0, -2), CHECKOUT_TABLE, CheckoutData.table()));
            for (int day : new int[] {4, 8, 12}) {
                steps.add(said(day(day, 6), "Aggregates Reported", PricingData.report(PRICING, day(day, 0), day)));
            }
            List<Step> twice = new ArrayList<>();
            for (Step step : steps) {
                twice.add(step);
                if (repetition.next()) {
                    twice.add(step);
                }
            }
            return twice;
        }

        private void definitions(List<Step> steps) {
            Instant before = day(0, -3);
            steps.add(said(before, "North Star Defined", """
                    {"northStar": {"key": "nights", "name": "Nights booked", "metric": "%s"}}""".formatted(NIGHTS)));
            steps.add(said(before, "North Star Defined", """
                    {"northStar": {"key": "baskets", "name": "Value of baskets", "metric": "%s"}}""".formatted(SPEND)));
            steps.add(said(before, "Metrics Defined", """
                    {"metrics": {
                      "%s": {"type": "mean", "event": "Booked", "value": "value", "window": "P2D"},
                      "saved": {"type": "proportion", "event": "Saved", "window": "P1D"},
                      "%s": {"type": "mean", "column": "spend"}}}""".formatted(NIGHTS, SPEND)));
            steps.add(launch(before, SEARCH, "nights", "search", 12, """
                    "indicators": ["saved"], "segments": ["platform"],
                    "analysis": {"method": "group-sequential", "looks": "P1D", "plannedUnits": 400,
                                 "covariates": {"lookback": "P7D"}},
                    "data": {"events": {}}"""));
            steps.add(launch(before, CHECKOUT, "baskets", "checkout", 9, """
                    "analysis": {"method": "fixed", "covariates": "none"},
                    "data": {"units": {"file": "visitors.csv", "variant": "group", "unit": "visitor"}}"""));
            steps.add(launch(before, PRICING, "nights", "price-badge", 12, """
                    "analysis": {"method": "anytime", "covariates": "none"}, "data": {"aggregates": {}}"""));
            steps.add(said(day(3, 15), "Experiment Changed", """
                    {"experiment": "%s", "end": "%s", "owner": "Grace", "effort": 2.5}""".formatted(SEARCH, day(SEARCH_DAYS, 0))));
            steps.add(said(day(5, 12), "Experiment Stopped", """
                    {"experiment": "%s", "at": "%s", "reason": "the new page is slower"}""".formatted(CHECKOUT, day(5, 12))));
            steps.add(said(day(13, 9), "Feature Shipped", """
                    {"feature": "search", "variant": "new", "at": "%s"}""".formatted(day(13, 9))));
            steps.add(said(day(13, 10), "Decision Recorded", """
                    {"experiment": "%s", "at": "%s", "by": "Ada", "decision": "ship", "why": "More nights booked"}""".formatted(SEARCH, day(13, 9))));
        }

        private Step launch(Instant at, String key, String northStar, String feature, int days, String rest) {
            return said(at, "Experiment Launched", """
                    {"experiment": {"key": "%s", "feature": "%s", "start": "%s", "end": "%s", "northStar": "%s",
                      "variants": [{"key": "old", "control": true, "weight": 0.5}, {"key": "new", "weight": 0.5}],
                      %s}}""".formatted(key, feature, start, day(days, 0), northStar, rest));
        }

        private static Step said(Instant at, String type, String detail) {
            return new Step.Said(at, type, GROWTH, detail);
        }
    }
}
