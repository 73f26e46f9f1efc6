package northstar.statistics;

/** The normal distribution with mean 0 and variance 1. */
public final class StandardNormal {
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    // Rational approximations of Wichura (1988), Algorithm AS 241, PPND16; highest power first.
    private static final double[] CENTRE_ABOVE = {
        2509.0809287301227,
        33430.57558358813,
        67265.7709270087,
        45921.95393154987,
        13731.69376550946,
        1971.5909503065513,
        133.14166789178438,
        3.3871328727963665
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1.0
    };
    private static final double[] NEAR_ABOVE = {
        0.0007745450142783414,
        0.022723844989269184,
        0.2417807251774506,
        1.2704582524523684,
        3.6478483247632045,
        5.769497221460691,
        4.630337846156546,
        1.4234371107496835
    };
    private static final double[] NEAR_BELOW = {
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1.0
    };
    private static final double[] FAR_ABOVE = {
        2.0103343992922881e-07,
        2.7115555687434876e-05,
        0.0012426609473880784,
        0.026532189526576124,
        0.29656057182850487,
        1.7848265399172913,
        5.463784911164114,
        6.657904643501103
    };
    private static final double[] FAR_BELOW = {
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1.0
    };

    private StandardNormal() {}

    /**
     * Returns the density at a point.
     *
     * @param x the point
     * @return the density
     */
    public static double density(double x) {
        return Math.exp(-0.5 * x * x) / ROOT_TWO_PI;
    }

    /**
     * Returns {@code P(Z <= x)}, exact in relative terms also in the far left tail.
     *
     * @param x the point
     * @return the probability
     */
    public static double cumulative(double x) {
        return survival(-x);
    }

    /**
     * Returns {@code P(Z > x)}, exact in relative terms also in the far right tail.
     *
     * @param x the point
     * @return the probability
     */
    public static double survival(double x) {
        return x < 0 ? 1 - NormalTail.above(-x) : NormalTail.above(x);
    }

    /**
     * Returns the point x with {@code P(Z <= x) = p}.
     *
     * @param p a probability in (0, 1)
     * @return the quantile
     * @throws IllegalArgumentException if {@code p} is not in (0, 1)
     */
    public static double quantile(double p) {
        Arguments.requireOpenUnit("p", p);
        double offset = p - 0.5;
        if (Math.abs(offset) <= 0.425) {
            double r = 0.180625 - offset * offset;
            return offset * polynomial(CENTRE_ABOVE, r) / polynomial(CENTRE_BELOW, r);
        }
        double r = Math.sqrt(-Math.log(offset < 0 ? p : 1 - p));
        double x = r <= 5
                ? polynomial(NEAR_ABOVE, r - 1.6) / polynomial(NEAR_BELOW, r - 1.6)
                : polynomial(FAR_ABOVE, r - 5) / polynomial(FAR_BELOW, r - 5);
        return offset < 0 ? -x : x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
