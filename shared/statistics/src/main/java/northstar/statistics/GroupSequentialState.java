package northstar.statistics;

import java.util.List;
import java.util.Optional;

/**
 * What a group-sequential test hands on from look to look.
 *
 * @param analyses the looks at which error was spent, in time order
 */
public record GroupSequentialState(List<Analysis> analyses) {
    /** The state before the first look. */
    public static final GroupSequentialState START = new GroupSequentialState(List.of());

    /** Copies the analyses. */
    public GroupSequentialState {
        analyses = List.copyOf(analyses);
    }

    /**
     * A look at which error was spent.
     *
     * @param spendingTime share of the plan that had passed, in (0, 1]; 1 at the end
     * @param information {@code 1 / standardError^2} that the look counts with; never less than at the look before
     * @param pValue smallest alpha whose bounds would have stopped by this look, in [0, 1]; never more than at the look before
     * @param crossed sign of the effect if this look crossed its boundary, else 0
     */
    public record Analysis(double spendingTime, double information, double pValue, int crossed) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if a component is out of its range
         */
        public Analysis {
            if (!(spendingTime > 0 && spendingTime <= 1)) {
                throw new IllegalArgumentException("spendingTime == " + spendingTime + ", must be in (0, 1]");
            }
            Arguments.requirePositive("information", information);
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("pValue == " + pValue + ", must be in [0, 1]");
            }
            if (crossed < -1 || crossed > 1) {
                throw new IllegalArgumentException("crossed == " + crossed + ", must be in [-1, 1]");
            }
        }
    }

    /**
     * Returns the time up to which error is spent.
     *
     * @return in [0, 1]
     */
    public double spendingTime() {
        return last().map(Analysis::spendingTime).orElse(0.0);
    }

    /**
     * Returns the smallest p-value over the analyses.
     *
     * @return 1 before the first
     */
    public double smallestPValue() {
        return last().map(Analysis::pValue).orElse(1.0);
    }

    /**
     * Returns the information of the last analysis.
     *
     * @return 0 before the first
     */
    public double information() {
        return last().map(Analysis::information).orElse(0.0);
    }

    private Optional<Analysis> last() {
        return analyses.isEmpty() ? Optional.empty() : Optional.of(analyses.getLast());
    }

    /** Whether an analysis with an effect of this sign has crossed its boundary. */
    boolean hasCrossed(int sign) {
        return analyses.stream().anyMatch(analysis -> analysis.crossed() == sign);
    }
}
