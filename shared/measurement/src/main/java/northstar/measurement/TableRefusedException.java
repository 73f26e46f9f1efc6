package northstar.measurement;

import java.util.Optional;
import northstar.domain.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A table says something that cannot be true, or that its definition does not allow; nothing was measured.
 *
 * <p>The message is worded <em>where: what == value, must be rule</em> and carries the line. It has no cause: the
 * engine's own messages quote whole rows, with the ids of units.
 */
public final class TableRefusedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String logged;
    private final @Nullable Reason reason;

    private TableRefusedException(String message, String logged, @Nullable Reason reason) {
        super(message);
        this.logged = logged;
        this.reason = reason;
    }

    private TableRefusedException(String message, @Nullable Reason reason) {
        this(message, withoutValue(message), reason);
    }

    /** Refuses a table whose first line is not the head that it should be: without a head it is a row. */
    static TableRefusedException ofHead(String place, String what, String rule, String logged) {
        return new TableRefusedException(place + ": " + what + ", must be " + rule, place + ": " + logged, null);
    }

    static TableRefusedException of(String place, String what, String rule) {
        String verb = rule.startsWith("not ") || rule.startsWith("have ") ? ", must " : ", must be ";
        return new TableRefusedException(place + ": " + what + verb + rule, null);
    }

    static TableRefusedException at(String place, String message) {
        return new TableRefusedException(place + ": " + message, null);
    }

    /** Refuses what cannot be summed. */
    public static TableRefusedException overflow(String place, String what, String rule) {
        return new TableRefusedException(place + ": " + what + ", must be " + rule, Reason.OVERFLOW);
    }

    /**
     * Returns the refusal as logs may show it. What stands in a cell may be the id of a unit, or say something about it;
     * the line tells its owner.
     */
    public TableRefusedException withoutValue() {
        return new TableRefusedException(logged, logged, reason);
    }

    private static String withoutValue(String message) {
        int value = message.indexOf(" == ");
        int rule = message.lastIndexOf(", must ");
        int first = message.indexOf('"', value);
        int last = message.lastIndexOf('"', rule);
        return value < 0 || first < 0 || last <= first
                ? message
                : message.substring(0, first) + "(not shown)" + message.substring(last + 1);
    }

    /** Returns the code of the refusal if it has one: {@link Reason#OVERFLOW}. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }
}
