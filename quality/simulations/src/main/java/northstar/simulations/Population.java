package northstar.simulations;

import java.util.random.RandomGenerator;
import northstar.statistics.Estimand;

/** Where units come from: the law of one unit's columns, without and with the treatment's effect. */
interface Population {
    /** Returns what is compared. */
    Estimand estimand();

    /** Returns the number of columns, those of the metric first. */
    int columns();

    /** Returns the true level without the effect. */
    double level();

    /** Returns the true effect, treatment minus control, where there is one. */
    double effect();

    /**
     * Draws one unit.
     *
     * @param random where chance comes from
     * @param isMoved whether the unit bears the effect
     * @param row filled with the unit's columns
     */
    void draw(RandomGenerator random, boolean isMoved, double[] row);
}
