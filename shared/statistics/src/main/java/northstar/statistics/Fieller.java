package northstar.statistics;

import java.util.Optional;

/**
 * Fieller's set: the relative effects that a test of the linear contrast {@code effect - L |m_C|} does not reject.
 *
 * <p>Solved for the relative effect L itself instead of the ratio of the means: {@code (1 - g) L^2 - 2 b L + c <= 0}, where c
 * is the product of the ends of the absolute interval in units of {@code m_C^2}. The signs of the roots therefore follow
 * from the signs of those ends, and the two scales cannot disagree.
 *
 * @param effect absolute effect
 * @param standardError of the effect
 * @param controlMean m_C, not 0
 * @param controlError standard error of {@code controlMean}
 * @param covariance of the two levels
 */
record Fieller(double effect, double standardError, double controlMean, double controlError, double covariance) {
    /** An interval of relative effects. */
    record Bounds(double lower, double upper) {}

    /** Returns the share of the squared control mean that is noise, {@code z^2 v_C / m_C^2}. */
    double g(double criticalValue) {
        double scaled = criticalValue * noise();
        return scaled * scaled;
    }

    /** Returns the standard error of the control mean as a fraction of its size. */
    double noise() {
        return controlError / Math.abs(controlMean);
    }

    double relativeEffect() {
        return effect / Math.abs(controlMean);
    }

    /**
     * Returns the set where it is a bounded interval, which is where g is below 1; empty also where its ends are no doubles, or so
     * small that 0 cannot be told from them.
     */
    Optional<Bounds> bounds(double criticalValue) {
        double a = 1 - g(criticalValue);
        if (!(a > 0)) {
            return Optional.empty();
        }
        double size = Math.abs(controlMean);
        double half = criticalValue * standardError;
        double near = (Math.abs(effect) - half) / size;
        double far = (Math.abs(effect) + half) / size;
        double relative = relativeEffect();
        double b = relative + criticalValue * criticalValue * ownVariance();
        double scale = Math.max(Math.abs(b), far);
        if (scale == 0) {
            return Math.abs(effect) > half ? Optional.empty() : Optional.of(new Bounds(0, 0));
        }
        double root = scale * Math.sqrt(Math.max(0, square(b / scale) - a * (near / scale) * (far / scale)));
        double larger = b + Math.copySign(root, b);
        double one = larger / a;
        double other = near * (far / larger);
        double lower = Math.min(relative, Math.min(one, other));
        double upper = Math.max(relative, Math.max(one, other));
        boolean isLost = Math.abs(effect) > half && lower <= 0 && upper >= 0;
        return Double.isFinite(lower) && Double.isFinite(upper) && !isLost
                ? Optional.of(new Bounds(lower, upper))
                : Optional.empty();
    }

    /** Returns the delta-method standard error of the relative effect. */
    double deltaStandardError() {
        double relative = relativeEffect();
        double variance =
                square(standardError / controlMean) + 2 * relative * ownVariance() + square(relative * noise());
        return Math.sqrt(Math.max(0, variance));
    }

    /**
     * {@code (v_C - v_TC) / m_C^2} with the sign of m_C: what both arms do not share of the control's variance.
     *
     * <p>It is the covariance of the control level and the effect. Held within their standard errors, so that rounded
     * covariances cannot move 0 across an end of the interval.
     */
    private double ownVariance() {
        double size = Math.abs(controlMean);
        double bound = noise() * (standardError / size);
        double own = square(noise()) - covariance / size / size;
        return Math.signum(controlMean) * Math.min(Math.max(own, -bound), bound);
    }

    private static double square(double x) {
        return x * x;
    }
}
