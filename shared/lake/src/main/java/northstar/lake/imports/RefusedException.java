package northstar.lake.imports;

import northstar.domain.Arguments;

/** A record that cannot be taken: <em>what == value, must be rule</em>. Never holds the id of a unit. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message, null, false, false);
    }

    static RefusedException of(String what, Object value, String rule) {
        return new RefusedException(
                String.valueOf(Arguments.refusal(what, value, rule).getMessage()));
    }

    static RefusedException absent(String what, String why) {
        return new RefusedException(what + " == absent, must be given" + why);
    }
}
