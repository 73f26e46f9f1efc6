package northstar.cli.lake;

import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;

/**
 * An object whose refused records were tried again.
 *
 * @param object its key
 * @param before records refused before
 * @param after records that are refused still
 */
public record Redriven(String object, long before, long after) {
    /** Returns what became of it, for the terminal. */
    public Line line() {
        return Line.of(object + ": " + Figures.count(before - after) + " of " + Figures.count(before, "refused record")
                + " taken now");
    }
}
