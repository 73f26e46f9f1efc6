package northstar.statistics;

import org.apache.commons.math3.special.Gamma;

/** The chi-square distribution. */
final class ChiSquare {
    private ChiSquare() {}

    /** Returns P(X > x) for x >= 0, exact in relative terms also in the far tail. */
    static double survival(double x, int degreesOfFreedom) {
        if (degreesOfFreedom == 1) {
            return 2 * StandardNormal.survival(Math.sqrt(x));
        }
        return Gamma.regularizedGammaQ(0.5 * degreesOfFreedom, 0.5 * x);
    }
}
