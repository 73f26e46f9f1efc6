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

    private final @Nullable Reason reason;

    private TableRefusedException(String message, @Nullable Reason reason) {
        super(message);
        this.reason = reason;
    }

    static TableRefusedException of(String place, String what, String rule) {
        String verb = rule.startsWith("not ") || rule.startsWith("have ") ? ", must " : ", must be ";
        return new TableRefusedException(place + ": " + what + verb + rule, null);
    }

    static TableRefusedException at(String place, String message) {
        return new TableRefusedException(place + ": " + message, null);
    }

    static TableRefusedException overflow(String place, String what, String rule) {
        return new TableRefusedException(place + ": " + what + ", must be " + rule, Reason.OVERFLOW);
    }

    /** Returns the code of the refusal if it has one: {@link Reason#OVERFLOW}. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }
}
