package northstar.statistics;

/** Checks of arguments, written so that NaN fails them. */
final class Arguments {
    private Arguments() {}

    static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " == " + value + ", must be finite");
        }
    }

    static void requireNonNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " == " + value + ", must be finite and >= 0");
        }
    }

    static void requirePositive(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " == " + value + ", must be finite and > 0");
        }
    }

    /** Requires a probability strictly between 0 and 1. */
    static void requireOpenUnit(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(what + " == " + value + ", must be in (0, 1)");
        }
    }
}
