package northstar.statistics;

/**
 * What drawing whole units costs against drawing as many independent values.
 *
 * @param value {@code deff = Var F / (p(1-p)/n)}
 * @param support {@code n/deff min(p, 1-p)}
 */
record DesignEffect(double value, double support) {
    static DesignEffect of(double p, double events, double variance) {
        double independent = p * (1 - p);
        double effective = Math.min(independent / variance, Double.MAX_VALUE);
        return new DesignEffect(variance * events / independent, effective * Math.min(p, 1 - p));
    }
}
