package northstar.simulations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import northstar.statistics.Estimand;
import northstar.statistics.Look;
import northstar.statistics.UnitEvidence;

/** An experiment that can be run again and again, without and with an effect that is known. */
interface Scenario {
    /** Returns what it is called in the table. */
    String name();

    /** Returns how often it is run when nothing is spared. */
    int runs();

    /** Returns the methods that it is read by. */
    Set<Method> methods();

    /** Returns what is compared, as far as {@link northstar.statistics.GuardedTest} wants to know. */
    Estimand estimand();

    /** Returns the true level of the control arm. */
    double level();

    /** Returns the true effect where there is one, in the metric's unit. */
    double effect();

    /** Returns the units that are expected in all. */
    double plannedUnits();

    /** Returns the share of the units that has come in by each look, as planned. */
    List<Double> times();

    /**
     * Runs the experiment once.
     *
     * @param random where chance comes from
     * @param isMoved whether the treatment has its effect
     * @return what is seen of it
     */
    Sample draw(RandomGenerator random, boolean isMoved);

    /**
     * What is seen of one experiment.
     *
     * @param looks one a day, in time order; the last is final
     * @param units what the values of the units say at the end, if they were kept
     */
    record Sample(List<Look> looks, Optional<UnitEvidence> units) {
        public Sample {
            looks = List.copyOf(looks);
        }
    }
}
