package northstar.statistics;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

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
     * Returns which way the treatment's level counts in the contrast.
     *
     * @return 1 or -1
     */
    int sign();

    /**
     * Returns what a reader of the claim's test has to bear in mind.
     *
     * @param comparison treatment against control
     * @return the comparison's flags and those of the claim
     */
    default Set<Reason> flags(Comparison.Estimated comparison) {
        return comparison.flags();
    }

    /**
     * A linear combination of the levels, 0 or below unless the claim is true.
     *
     * @param estimate in the metric's own unit
     * @param standardError of the estimate, at least 0
     * @param degreesOfFreedom of the t distribution of their quotient; empty for the normal distribution
     */
    record Contrast(double estimate, double standardError, OptionalDouble degreesOfFreedom) {
        /**
         * Returns {@code estimate / standardError}.
         *
         * @return empty where it is not a finite number
         */
        public OptionalDouble statistic() {
            double statistic = estimate / standardError;
            return Double.isFinite(statistic) ? OptionalDouble.of(statistic) : OptionalDouble.empty();
        }
    }

    /**
     * The treatment is not worse than control by more than a margin.
     *
     * <p>{@code z = s (m_T - m_C + s d |m_C|) / se}, s the direction's sign, d the margin, normally distributed; {@code se^2 =
     * v_T + w^2 v_C - 2 w v_TC} with {@code w = 1 - s d sign(m_C)}. With a control mean of 0 the margin is 0.
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
        public int sign() {
            return better.sign();
        }

        /**
         * Returns what control's level is multiplied by in the contrast: {@code 1 - s d sign(m_C)}.
         *
         * @param controlMean level of control
         * @return the weight
         */
        public double weight(double controlMean) {
            return 1 - better.sign() * margin * Math.signum(controlMean);
        }

        @Override
        public Contrast contrast(Comparison.Estimated comparison) {
            double sign = better.sign();
            double control = comparison.control().mean();
            double weight = weight(control);
            double estimate = sign * (comparison.effect() + sign * margin * Math.abs(control));
            double treatmentError = comparison.treatment().standardError();
            double controlError = weight * comparison.control().standardError();
            double variance = treatmentError * treatmentError
                    + controlError * controlError
                    - 2 * weight * comparison.levelCovariance();
            return new Contrast(estimate, Math.sqrt(Math.max(0, variance)), OptionalDouble.empty());
        }

        /** Adds {@link Reason#RELATIVE_UNDEFINED} where the control mean is too uncertain to bear a relative margin. */
        @Override
        public Set<Reason> flags(Comparison.Estimated comparison) {
            Set<Reason> flags = EnumSet.noneOf(Reason.class);
            flags.addAll(comparison.flags());
            if (comparison.relativeEffect().isEmpty()) {
                flags.add(Reason.RELATIVE_UNDEFINED);
            }
            return flags;
        }
    }

    /**
     * The treatment made the metric worse.
     *
     * @param better which way is better
     */
    record Deterioration(Direction better) implements Claim {
        @Override
        public int sign() {
            return -better.sign();
        }

        @Override
        public Contrast contrast(Comparison.Estimated comparison) {
            return new Contrast(
                    -better.sign() * comparison.effect(), comparison.standardError(), comparison.degreesOfFreedom());
        }
    }
}
