package northstar.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.moments.Measurement;
import northstar.statistics.Accrual;

/**
 * How the units of an experiment come in: {@code first d^exponent} different ones in d days.
 *
 * @param first units of the first day, above 0
 * @param exponent in (0, 1]; below 1 where the same units come again and new ones get rarer
 */
public record Traffic(double first, double exponent) {
    private static final double DAY = Duration.ofDays(1).toMillis();

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Traffic {
        Accrual checked = new Accrual(first, exponent);
        first = checked.first();
    }

    /** Returns the traffic of as many new units on every day. */
    public static Traffic constant(double perDay) {
        return of(Accrual.constant(perDay));
    }

    /**
     * Returns the traffic that goes on as it has been (METHODS 12.2: along the line that fits the logarithms).
     *
     * @param cumulative different units after one day, two days and so on; days before the first unit may be 0
     * @return empty if there are none
     */
    public static Optional<Traffic> fitted(List<Long> cumulative) {
        List<Accrual.Count> counts = new ArrayList<>();
        for (int day = 0; day < cumulative.size(); day++) {
            if (cumulative.get(day) > 0) {
                counts.add(new Accrual.Count(day + 1.0, cumulative.get(day)));
            }
        }
        return counts.isEmpty() ? Optional.empty() : Optional.of(of(Accrual.fitted(counts)));
    }

    /**
     * Returns the traffic of an experiment from what its looks saw.
     *
     * @param looks in time order
     * @return empty if no look saw a unit
     */
    public static Optional<Traffic> of(Experiment experiment, List<Measurement> looks) {
        List<Accrual.Count> counts = new ArrayList<>();
        for (Measurement look : looks) {
            double days = days(experiment, look.at());
            double last = counts.isEmpty() ? 0 : counts.getLast().days();
            if (look.units() > 0 && days > last) {
                counts.add(new Accrual.Count(days, look.units()));
            }
        }
        return counts.isEmpty() ? Optional.empty() : Optional.of(of(Accrual.fitted(counts)));
    }

    /** Returns the days on which units could come in until a time. */
    static double days(Experiment experiment, Instant at) {
        boolean isOver = experiment.data() instanceof DataSource.Units || !at.isBefore(experiment.end());
        return Duration.between(experiment.start(), isOver ? experiment.end() : at)
                        .toMillis()
                / DAY;
    }

    private static Traffic of(Accrual accrual) {
        return new Traffic(accrual.first(), accrual.exponent());
    }

    Accrual accrual() {
        return new Accrual(first, exponent);
    }

    /** Returns the different units after some days. */
    public double units(double days) {
        return accrual().units(days);
    }

    /** Returns the days after which there are so many units. */
    public double days(double units) {
        return accrual().days(units);
    }

    /** Returns the traffic of a share of the units. */
    public Traffic times(double factor) {
        return of(accrual().times(factor));
    }
}
