package northstar.simulation;

import java.util.Locale;

/**
 * Randomness in SQL that depends on the seed and on what it is drawn for, and on nothing else: hashes of (seed, unit, lane,
 * purpose, day, place).
 */
final class Chance {
    private static final int PURPOSES = 64;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long salt;

    /** Makes the chance of one experiment of a simulation. */
    Chance(long seed, int experiment) {
        long mixed = (seed + 1) * MIX + experiment * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 31)) * MIX;
        salt = (mixed ^ (mixed >>> 29)) & ((1L << 60) - 1);
    }

    /** A number in (0, 1) for each (unit, day, place), which are SQL expressions of whole numbers below 100,000. */
    String uniform(int lane, int purpose, String day, String place) {
        // DuckDB joins the hashes of several values by xor alone, which would tie the draws of a unit together: hashed
        // again.
        long key = ((long) lane * PURPOSES + purpose) * 10_000_000_000L;
        return String.format(
                Locale.ROOT,
                "((CAST(hash(hash(xor(i, CAST(%d AS BIGINT)), CAST(%d AS BIGINT) + CAST(%s AS BIGINT) * 100000"
                        + " + CAST(%s AS BIGINT))) >> 11 AS DOUBLE) + 0.5) * 1.1102230246251565e-16)",
                salt,
                key,
                day,
                place);
    }

    /** A draw for each unit. */
    String uniform(int lane, int purpose) {
        return uniform(lane, purpose, "0", "0");
    }

    /** A standard normal number; it uses the purpose and the one after it. */
    String normal(int lane, int purpose, String day, String place) {
        return "(sqrt(-2 * ln(" + uniform(lane, purpose, day, place) + ")) * cos(2 * pi() * "
                + uniform(lane, purpose + 1, day, place) + "))";
    }
}
