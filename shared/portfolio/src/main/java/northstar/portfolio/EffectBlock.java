package northstar.portfolio;

/**
 * Measured effects whose errors depend on each other, and on nothing outside the block: the arms of one experiment, or of
 * experiments that were pooled.
 *
 * <p>Along the eigenvectors of the covariance {@code V = U diag(lambda) U^T} the errors are independent, and stay so when
 * {@code tau^2 I} is added. So {@code V + tau^2 I} is never inverted: with {@code y = U^T x} and {@code e = U^T 1} every
 * quantity of METHODS 8.4 is a sum over directions, as for independent effects. Not changed once made.
 */
final class EffectBlock {
    private final double[] effects;
    private final double[] standardErrors;
    private final double[] variance;
    private final double[] observed;
    private final double[] ones;
    private final double[][] loadings;

    private EffectBlock(double[] effects, double[][] covariance) {
        int n = effects.length;
        this.effects = effects.clone();
        this.standardErrors = new double[n];
        this.variance = new double[n];
        this.observed = new double[n];
        this.ones = new double[n];
        this.loadings = new double[n][n];
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        for (int i = 0; i < n; i++) {
            standardErrors[i] = Math.sqrt(covariance[i][i]);
            variance[i] = eigen.value(i);
            for (int j = 0; j < n; j++) {
                loadings[j][i] = eigen.vector(j, i);
                observed[i] += loadings[j][i] * effects[j];
                ones[i] += loadings[j][i];
            }
        }
    }

    /**
     * Returns the block of some effects.
     *
     * @param effects measured effects
     * @param covariance of their errors, positive definite
     */
    static EffectBlock of(double[] effects, double[][] covariance) {
        return new EffectBlock(effects, covariance);
    }

    /** Returns the block of a single effect. */
    static EffectBlock of(double effect, double standardError) {
        return of(new double[] {effect}, new double[][] {{standardError * standardError}});
    }

    /** Returns how many effects there are, and as many directions. */
    int size() {
        return effects.length;
    }

    double effect(int arm) {
        return effects[arm];
    }

    double standardError(int arm) {
        return standardErrors[arm];
    }

    /** Returns the error variance along a direction, lambda. */
    double variance(int direction) {
        return variance[direction];
    }

    /** Returns what was measured along a direction, y. */
    double observed(int direction) {
        return observed[direction];
    }

    /** Returns how much of the common mean shows along a direction, e. */
    double ones(int direction) {
        return ones[direction];
    }

    /** Returns how much a direction contributes to an effect, an element of U. */
    double loading(int arm, int direction) {
        return loadings[arm][direction];
    }
}
