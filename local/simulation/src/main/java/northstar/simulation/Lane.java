package northstar.simulation;

import java.util.List;
import northstar.domain.definition.Window;

/** One way in which activities come about. */
sealed interface Lane {
    /** Its number, which its randomness depends on. */
    int number();

    /** Key of the metric that it was made for. */
    String owner();

    /** Its effects by place of the variant; 0 for the control. */
    List<Double> effects();

    /** What an effect changes. */
    enum Lever {
        /** How many activities there are. */
        RATE,
        /** How large their values are. */
        VALUE,
        /** How many of them meet the owner's conditions. */
        MATCH
    }

    /**
     * Activities at any time, the more the busier unit and day are.
     *
     * @param perDay how many on an average day of an average unit
     * @param scale mean of their values
     * @param match share that meets the owner's conditions
     * @param isAfterOnly whether there are none before exposure
     */
    record Rate(
            int number,
            String owner,
            String event,
            double perDay,
            double scale,
            double match,
            Lever lever,
            List<Double> effects,
            boolean isAfterOnly)
            implements Lane {}

    /**
     * Something that some units do within a window, and an effect makes more of them do.
     *
     * @param share of the units
     */
    record Gate(
            int number,
            String owner,
            String event,
            double share,
            Window window,
            List<Double> effects,
            boolean isAfterOnly)
            implements Lane {}

    /**
     * Steps that some units take to the end.
     *
     * @param isOwn by step, whether this lane makes its activities
     */
    record Steps(
            int number,
            String owner,
            List<String> events,
            List<Boolean> isOwn,
            double share,
            Window window,
            List<Double> effects)
            implements Lane {}

    /**
     * Something that is done once on some days.
     *
     * @param share of the days of an average unit
     */
    record Daily(int number, String owner, String event, double share, List<Double> effects) implements Lane {}

    /** Whether there is an effect at all. */
    default boolean hasEffect() {
        return effects().stream().anyMatch(effect -> effect != 0);
    }

    /** The largest effect, at least 0. */
    default double largest() {
        return effects().stream().mapToDouble(Double::doubleValue).reduce(0, Math::max);
    }
}
