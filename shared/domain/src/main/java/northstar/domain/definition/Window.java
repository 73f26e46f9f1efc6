package northstar.domain.definition;

import java.time.Duration;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The time after a unit's exposure in which activities count: {@code exposure + from <= at < exposure + to}.
 *
 * @param from zero or later
 * @param to after {@code from}, or null for no end of its own: then the experiment's {@code end} closes it
 */
public record Window(Duration from, @Nullable Duration to) {
    /** Everything from the exposure to the experiment's end. */
    public static final Window OPEN = new Window(Duration.ZERO, null);

    public Window {
        Arguments.notNegative("from", from);
        if (to != null && to.compareTo(from) <= 0) {
            throw Arguments.refusal("to", to, "after from (" + from + ")");
        }
    }
}
