package northstar.simulations;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which units come when, and into which arm.
 *
 * @param days on which units come in
 * @param unitsPerDay units of an average day; at weekends they are fewer
 * @param share chance of a unit to be treated
 * @param firstDays days at first on which the chance is another one; 0 for none
 * @param firstShare that chance
 * @param trend by how much the metric grows from day to day, in both arms
 */
record Plan(int days, int unitsPerDay, double share, int firstDays, double firstShare, double trend) {
    /** Thursday is the first day; the mean over a week is 1. */
    private static final double[] WEEK = {1.1, 1.1, 0.75, 0.75, 1.1, 1.1, 1.1};

    static Plan of(int days, int unitsPerDay, double share) {
        return new Plan(days, unitsPerDay, share, 0, share, 0);
    }

    /** Returns the mean of what the trend has added over all units. */
    double meanTrend() {
        return IntStream.range(0, days)
                        .mapToDouble(day -> trend * day * units(day))
                        .sum()
                / units();
    }

    int units(int day) {
        return (int) Math.round(unitsPerDay * (days == 1 ? 1 : WEEK[day % WEEK.length]));
    }

    int units() {
        return IntStream.range(0, days).map(this::units).sum();
    }

    /** Returns the share of all units that has come in by the end of each day. */
    List<Double> times() {
        List<Double> times = new ArrayList<>();
        double sum = 0;
        for (int day = 0; day < days; day++) {
            sum += units(day);
            times.add(sum / units());
        }
        return times;
    }

    double shareOn(int day) {
        return day < firstDays ? firstShare : share;
    }

    /** Returns which part of the plan, all of one allocation, a day belongs to. */
    int epoch(int day) {
        return day < firstDays ? 0 : 1;
    }
}
