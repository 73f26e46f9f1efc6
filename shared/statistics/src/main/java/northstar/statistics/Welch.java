package northstar.statistics;

/** Welch's approximation to the distribution of a difference of two independent means. */
final class Welch {
    private Welch() {}

    /**
     * Returns the degrees of freedom {@code (v_T + v_C)^2 / (v_T^2/(n_T - 1) + v_C^2/(n_C - 1))}.
     *
     * @param control variance of the control level
     * @param controlUnits at least 2
     * @param treatment variance of the treatment level; not 0 if the control's is
     * @param treatmentUnits at least 2
     */
    static double degreesOfFreedom(double control, double controlUnits, double treatment, double treatmentUnits) {
        double larger = Math.max(control, treatment);
        double c = control / larger;
        double t = treatment / larger;
        double sum = c + t;
        return sum * sum / (t * t / (treatmentUnits - 1) + c * c / (controlUnits - 1));
    }
}
