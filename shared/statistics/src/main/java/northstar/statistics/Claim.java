package northstar.statistics;

import java.util.OptionalDouble;

/** A one-sided claim about a treatment, tested as a linear contrast of the two levels, without dividing them. */
public sealed interface Claim {
    /**
     * Returns the contrast whose large values speak for the claim.
     *
     * @param comparison treatment against control
     * @return the contrast
     */
    Contrast contrast(Comparison.Estimated comparison);

    /**
     * A linear combination of the levels, 0 or below unless the claim is true.
     *
     * @param estimate in the metric's own unit
     * @param standardError of the estimate, at least 0
     * @param degreesOfFreedom of the t distribution of their quotient; empty for the normal distribution
     */
    record Contrast(double estimate, double standardError, OptionalDouble degreesOfFreedom) {}

    /**
     * The treatment is not worse than control by more than a margin.
     *
     * <p>{@code z = s (m_T - m_C + s d |m_C|) / se}, s the direction's sign, d the margin, normally distributed.
     *
     * @param margin largest accepted worsening as a fraction of |control mean|, in (0, 1]
     * @param better which way is better
     */
    record NonInferiority(double margin, Direction better) implements Claim {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if {@code margin} is not in (0, 1]
         */
        public NonInferiority {
            if (!(margin > 0 && margin <= 1)) {
                throw new IllegalArgumentException("margin == " + margin + ", must be in (0, 1]");
            }
        }

        @Override
        public Contrast contrast(Comparison.Estimated comparison) {
            throw new UnsupportedOperationException();
        }
    }

    /**
     * The treatment made the metric worse.
     *
     * @param better which way is better
     */
    record Deterioration(Direction better) implements Claim {
        @Override
        public Contrast contrast(Comparison.Estimated comparison) {
            throw new UnsupportedOperationException();
        }
    }
}
