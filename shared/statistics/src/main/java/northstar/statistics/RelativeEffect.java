package northstar.statistics;

/** Effect as a fraction of the absolute control mean: positive when the metric went up, whatever the mean's sign. */
public sealed interface RelativeEffect {
    /**
     * A relative effect with Fieller's interval.
     *
     * @param value effect divided by |control mean|
     * @param standardError by the delta method, for use in meta-analysis; the interval does not come from it
     * @param ciLower lower end; excludes 0 exactly when the absolute interval does
     * @param ciUpper upper end
     */
    record Relative(double value, double standardError, double ciLower, double ciUpper) implements RelativeEffect {}

    /**
     * The control mean is too close to zero.
     *
     * @param reason {@link Reason#RELATIVE_UNDEFINED}
     */
    record Undefined(Reason reason) implements RelativeEffect {}
}
