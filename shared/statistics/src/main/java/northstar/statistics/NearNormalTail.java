package northstar.statistics;

/**
 * Upper tail of a t distribution with many degrees of freedom, as a normal tail with an exact correction.
 *
 * <p>With {@code 1 + t^2/n = exp(w^2)} the tail {@code c int (1 + s^2/n)^(-(n+1)/2) ds} becomes {@code c int exp(-v^2/2)
 * h(v^2/n) dv} from {@code v = w sqrt(n)} on, {@code h(u) = sqrt(u / (1 - exp(-u)))}. The power series of h converges for
 * {@code |u| < 2 pi}, and each power integrates in closed form by parts.
 */
final class NearNormalTail {
    private static final int TERMS = 18;
    private static final double[] SERIES = series();
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private NearNormalTail() {}

    /**
     * Returns P(T > t).
     *
     * @param n degrees of freedom, at least 200
     * @param square {@code ln(1 + t^2/n)}, at most ln 2
     * @param peak density of the t distribution at 0
     */
    static double probability(double n, double square, double peak) {
        double v = Math.sqrt(n * square);
        double boundary = v * Math.exp(-0.5 * n * square);
        double integral = ROOT_TWO_PI * StandardNormal.survival(v);
        double sum = integral;
        double power = 1;
        for (int k = 1; k < TERMS; k++) {
            integral = (power * boundary + (2 * k - 1) * integral) / n;
            power *= square;
            sum += SERIES[k] * integral;
        }
        return peak * sum;
    }

    /** Coefficients of h: the square root of the reciprocal of {@code (1 - exp(-u)) / u}, both by recurrence. */
    private static double[] series() {
        double[] divisor = new double[TERMS];
        double factorial = 1;
        for (int k = 0; k < TERMS; k++) {
            factorial *= k + 1;
            divisor[k] = (k % 2 == 0 ? 1 : -1) / factorial;
        }
        double[] reciprocal = new double[TERMS];
        double[] root = new double[TERMS];
        reciprocal[0] = 1;
        root[0] = 1;
        for (int k = 1; k < TERMS; k++) {
            double quotient = 0;
            double cross = 0;
            for (int j = 1; j <= k; j++) {
                quotient -= divisor[j] * reciprocal[k - j];
                cross += j < k ? root[j] * root[k - j] : 0;
            }
            reciprocal[k] = quotient;
            root[k] = (quotient - cross) / 2;
        }
        return root;
    }
}
