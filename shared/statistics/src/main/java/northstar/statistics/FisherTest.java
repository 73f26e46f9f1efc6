package northstar.statistics;

import java.util.Optional;

/**
 * Fisher's exact test of a fourfold table: how likely, with both margins fixed, is a table at most as likely as this one.
 *
 * @param pValue the sum of these probabilities
 * @param midPValue the same less half of those equal to the observed one
 */
record FisherTest(double pValue, double midPValue) {
    /** Probabilities this close, relatively, are equal. */
    private static final double TIE = 1e-7;

    /** Largest margin that is summed over. */
    private static final long MOST = 1_000_000;

    static Optional<FisherTest> of(ProportionTest.Share control, ProportionTest.Share treatment) {
        long successes = control.successes() + treatment.successes();
        long failures = control.units() + treatment.units() - successes;
        // The rarer outcome, so that the walk below is short.
        boolean rare = successes <= failures;
        long drawn = rare ? successes : failures;
        long observed = rare ? treatment.successes() : treatment.units() - treatment.successes();
        if (Math.min(drawn, Math.min(control.units(), treatment.units())) > MOST) {
            return Optional.empty();
        }
        long least = Math.max(0, drawn - control.units());
        long most = Math.min(drawn, treatment.units());
        double[] weights = weights(least, most, drawn, treatment.units(), control.units());
        double limit = weights[(int) (observed - least)];
        double all = 0;
        double unlikely = 0;
        double equal = 0;
        for (double weight : weights) {
            all += weight;
            if (weight <= limit * (1 + TIE)) {
                unlikely += weight;
                equal += weight >= limit * (1 - TIE) ? weight : 0;
            }
        }
        double p = Math.min(1, unlikely / all);
        return Optional.of(new FisherTest(p, Math.max(0, Math.min(1, (unlikely - equal / 2) / all))));
    }

    /** Hypergeometric probabilities as multiples of the largest, by the ratio of neighbours. */
    private static double[] weights(long least, long most, long drawn, long treatment, long control) {
        double[] weights = new double[(int) (most - least) + 1];
        int top = (int) Math.clamp(mode(least, drawn, treatment, control), 0, weights.length - 1);
        weights[top] = 1;
        for (int i = top + 1; i < weights.length; i++) {
            weights[i] = weights[i - 1] * step(least + i, drawn, treatment, control);
        }
        for (int i = top - 1; i >= 0; i--) {
            weights[i] = weights[i + 1] / step(least + i + 1, drawn, treatment, control);
        }
        return weights;
    }

    /** By how much k is more likely than k - 1; whole numbers are subtracted, since a double may not tell neighbours apart. */
    private static double step(long k, long drawn, long treatment, long control) {
        return (double) (treatment - k + 1) / k * ((double) (drawn - k + 1) / (control - drawn + k));
    }

    /** The most likely number above the least; that is a small number, so a double will do. */
    private static double mode(long least, long drawn, long treatment, long control) {
        double units = (double) treatment + control;
        // Above its least number, the rest counts the control's units that were not drawn.
        double[] margins = least == 0
                ? new double[] {drawn, treatment}
                : new double[] {(double) (treatment - drawn + control), control};
        return Math.floor((margins[0] + 1) * ((margins[1] + 1) / (units + 2)));
    }
}
