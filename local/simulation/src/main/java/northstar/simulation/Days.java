package northstar.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days of a simulation, how busy they are, and what follows for what happens within a window.
 *
 * @param all the days in order, without gaps, by a zone's clock
 */
record Days(List<Day> all) {
    static final long DAY = 86_400_000_000L;

    /** How busy the days of a week are, from Monday; 1 on average. */
    private static final double[] WEEK = {1.05, 1.1, 1.1, 1.05, 1.0, 0.85, 0.85};

    private static final int STEPS_PER_DAY = 24;
    private static final int STEPS_OF_WINDOW = 64;
    private static final double HALF_LIFE_DAYS = 3;

    Days {
        all = List.copyOf(all);
    }

    /**
     * A day.
     *
     * @param date which one
     * @param start its first microsecond
     * @param end the first one after it
     * @param weight how busy it is; 1 on average
     */
    record Day(LocalDate date, long start, long end, double weight) {}

    /** When units are exposed, at any time alike, and until when windows without an end are open; in microseconds. */
    record Exposures(long start, long end, long close) {
        /** The end of a window of a unit. */
        long closing(long exposed, @Nullable Long to) {
            return to == null ? close : exposed + to;
        }
    }

    /** What happens within a window on average, and what an effect of 1 adds to it. */
    record Expectation(double control, double effect) {
        /** How much of an effect is seen. */
        double kept() {
            return control == 0 ? 0 : effect / control;
        }
    }

    /** The busiest day's weight. */
    static double busiest() {
        return 1.1;
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    static long micros(Duration duration) {
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1_000;
    }

    /** The days by a zone's clock that have something of a span. */
    static Days of(ZoneId zone, long from, long to) {
        List<Day> days = new ArrayList<>();
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(Math.floorDiv(from, 1_000)), zone);
        for (long start = start(date, zone); start < to; start = start(date, zone)) {
            long end = start(date.plusDays(1), zone);
            days.add(new Day(date, start, end, WEEK[date.getDayOfWeek().getValue() - 1]));
            date = date.plusDays(1);
        }
        return new Days(days);
    }

    static Days utc(long from, long to) {
        return of(ZoneOffset.UTC, from, to);
    }

    private static long start(LocalDate date, ZoneId zone) {
        return micros(date.atStartOfDay(zone).toInstant());
    }

    /** The days that have something of a span. */
    List<Day> during(long from, long to) {
        return all.stream().filter(day -> day.start() < to && day.end() > from).toList();
    }

    /** How busy the time up to an instant was, in average days. */
    private double busyUntil(long time) {
        double busy = 0;
        for (Day day : all) {
            if (time >= day.end()) {
                busy += day.weight();
            } else if (time > day.start()) {
                return busy + day.weight() * (time - day.start()) / (day.end() - day.start());
            }
        }
        return busy;
    }

    /** Returns what is expected within a window of what happens at any time, the more the busier the day is. */
    Expectation during(Exposures exposures, long from, @Nullable Long to, @Nullable Double novelty) {
        int steps = Math.toIntExact((exposures.end() - exposures.start()) * STEPS_PER_DAY / DAY) + STEPS_PER_DAY;
        double control = 0;
        double effect = 0;
        for (int step = 0; step < steps; step++) {
            long exposed = at(exposures, step, steps);
            long close = exposures.closing(exposed, to);
            for (long low = exposed + from; low < close; ) {
                long block = (low - exposed) / DAY;
                long high = Math.min(close, exposed + (block + 1) * DAY);
                double busy = busyUntil(high) - busyUntil(low);
                control += busy;
                effect += busy * left(block, novelty);
                low = high;
            }
        }
        return new Expectation(control / steps, effect / steps);
    }

    private static long at(Exposures exposures, int step, int steps) {
        return exposures.start() + (long) ((exposures.end() - exposures.start()) * ((step + 0.5) / steps));
    }

    /**
     * Returns what is expected of something that happens once, at any time alike of a part of a window.
     *
     * @param early where the part begins, as a share of the window, which it ends with
     */
    static Expectation once(Exposures exposures, long from, @Nullable Long to, double early, @Nullable Double novelty) {
        int steps = Math.toIntExact((exposures.end() - exposures.start()) * STEPS_PER_DAY / DAY) + STEPS_PER_DAY;
        double control = 0;
        double effect = 0;
        for (int step = 0; step < steps; step++) {
            long exposed = at(exposures, step, steps);
            long close = exposures.closing(exposed, to);
            if (close <= exposed + from) {
                continue;
            }
            control++;
            for (int part = 0; part < STEPS_OF_WINDOW; part++) {
                double place = early + (1 - early) * (part + 0.5) / STEPS_OF_WINDOW;
                long after = from + (long) (place * (close - exposed - from));
                effect += left(after / DAY, novelty) / STEPS_OF_WINDOW;
            }
        }
        return new Expectation(control / steps, effect / steps);
    }

    /** What is left of an effect after so many days. */
    private static double left(long days, @Nullable Double novelty) {
        return novelty == null ? 1 : novelty + (1 - novelty) * Math.pow(0.5, days / HALF_LIFE_DAYS);
    }

    /** What is left of an effect, as SQL of the times of exposure ({@code x}) and of what happens. */
    static String left(String at, @Nullable Double novelty) {
        return novelty == null
                ? "1.0"
                : "(" + novelty + " + " + (1 - novelty) + " * pow(0.5, ((" + at + " - x) // " + DAY + ") / "
                        + HALF_LIFE_DAYS + "))";
    }
}
