package northstar.cli.report;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import northstar.cli.terminal.Axis.Interval;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Percents;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Estimate;

/**
 * Writes an effect and its range: in percent of control where both exist, else both in the metric's unit.
 *
 * @param percents how percents are written
 */
public record Change(Percents percents) {
    /** Returns the effect, or a dash if there is none. */
    public String value(Effect effect) {
        Double relative = effect.relative().value();
        boolean hasRangeInUnits = interval(effect.relative()).isEmpty()
                && interval(effect.absolute()).isPresent();
        if (relative != null && !hasRangeInUnits) {
            return percents.change(relative);
        }
        Double absolute = effect.absolute().value();
        return absolute == null ? Figures.ABSENT : Figures.gain(absolute);
    }

    /** Returns the range, or empty if there is none. */
    Optional<String> range(Effect effect) {
        Optional<Interval> relative = interval(effect.relative());
        if (relative.isPresent()) {
            return relative.map(interval -> percents.range(interval.lower(), interval.upper()));
        }
        return interval(effect.absolute())
                .map(interval -> Figures.gain(interval.lower()) + " to " + Figures.gain(interval.upper()));
    }

    /** Returns value and range as they stand in a sentence: {@code +18.7 % (−0.6 % to +43.6 %)}. */
    public String sentence(Effect effect) {
        return value(effect) + range(effect).map(range -> " (" + range + ")").orElse("");
    }

    /** Returns the form that suits one effect by itself. */
    public static Change alone(Effect effect) {
        Estimate relative = effect.relative();
        return new Change(Percents.fitting(Stream.of(relative.ciLower(), relative.value(), relative.ciUpper())
                .filter(Objects::nonNull)
                .toList()));
    }

    /** Returns the interval if all of it is known. */
    static Optional<Interval> interval(Estimate estimate) {
        Double value = estimate.value();
        Double lower = estimate.ciLower();
        Double upper = estimate.ciUpper();
        return value == null || lower == null || upper == null
                ? Optional.empty()
                : Optional.of(new Interval(lower, value, upper));
    }
}
