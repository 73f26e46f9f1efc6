package northstar.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import northstar.domain.moments.Permutation;
import northstar.statistics.Claim;
import northstar.statistics.Direction;
import northstar.statistics.UnitEvidence;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an effect from the units themselves.
 *
 * @param permutation null if they were not asked
 */
record UnitTests(@Nullable Permutation permutation) {
    /** Returns the evidence for a two-sided test of an error. */
    Optional<UnitEvidence> evidence(double alpha) {
        return permutation == null
                ? Optional.empty()
                : permutation
                        .ends(alpha)
                        .map(ends -> new UnitEvidence(
                                permutation.pValue(),
                                permutation.upperPValue(),
                                permutation.lowerPValue(),
                                alpha,
                                ends.below(),
                                ends.above()));
    }

    /** Returns the p-value of a claim. */
    OptionalDouble pValue(Claim claim) {
        if (permutation == null) {
            return OptionalDouble.empty();
        }
        return switch (claim) {
            case Claim.Deterioration worse ->
                OptionalDouble.of(
                        worse.better() == Direction.UP ? permutation.lowerPValue() : permutation.upperPValue());
            case Claim.NonInferiority _ -> {
                Double pValue = permutation.nonInferiorityPValue();
                yield pValue == null ? OptionalDouble.empty() : OptionalDouble.of(pValue);
            }
        };
    }
}
