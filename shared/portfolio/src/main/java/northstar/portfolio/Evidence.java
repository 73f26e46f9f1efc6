package northstar.portfolio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import northstar.domain.Reason;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Measured;

/**
 * What the experiments measured, made ready to be seen together: one effect per treatment, or per treatment of experiments
 * that replicate each other, in blocks whose errors are independent.
 *
 * <p>An effect counts as evidence unless it is absent, outside any range that a relative effect can have, or its verdict is
 * INVALID: data that cannot be trusted must move neither the prior nor the belief in their own treatment. Not changed once
 * made.
 */
final class Evidence {
    private static final double LARGEST = 1e6;
    private static final double LEAST_ERROR = 1e-12;

    private final List<EffectBlock> blocks = new ArrayList<>();
    private final Map<Arm, Place> places = new HashMap<>();

    private record Place(EffectBlock block, int arm) {}

    private Evidence() {}

    /**
     * Gathers the evidence.
     *
     * @param results in the order of the ranking's input, which settles the order of every sum
     */
    static Evidence of(List<VariantResult> results) {
        Evidence evidence = new Evidence();
        for (List<VariantResult> replicates : Replicates.groups(results)) {
            evidence.add(replicates.stream()
                    .filter(result -> refusal(result).isEmpty())
                    .toList());
        }
        return evidence;
    }

    /** Returns why a result holds no effect, or nothing if it holds one. */
    static Optional<Reason> refusal(VariantResult result) {
        Measured measured = result.measured();
        if (measured == null) {
            return Optional.ofNullable(result.undefined());
        }
        if (measured.standardError() < LEAST_ERROR) {
            return Optional.of(Reason.NO_VARIANCE);
        }
        boolean plausible = Math.abs(measured.effect()) <= LARGEST
                && Math.abs(measured.ratio()) <= LARGEST
                && measured.standardError() <= LARGEST;
        return plausible ? Optional.empty() : Optional.of(Reason.RELATIVE_UNDEFINED);
    }

    /** Returns the prior that the evidence supports. */
    EffectPrior prior(EffectPrior.Centre centre) {
        return EffectPrior.of(blocks, centre);
    }

    /** Returns what is believed of the true effect behind a result. */
    EffectPosterior posterior(VariantResult result, EffectPrior prior) {
        Place place = places.get(Arm.of(result));
        return place == null ? prior.unmeasured() : prior.posterior(place.block(), place.arm());
    }

    /** Returns the measured effect behind a belief: pooled where there are replicates, else the result's own. */
    DirectEffect direct(VariantResult result) {
        Place place = places.get(Arm.of(result));
        return place == null
                ? own(result)
                : new DirectEffect(
                        place.block().effect(place.arm()), place.block().standardError(place.arm()));
    }

    /** Returns what a result itself says, which holds an effect. */
    static DirectEffect own(VariantResult result) {
        Measured measured = Objects.requireNonNull(result.measured(), "measured is null");
        return new DirectEffect(measured.effect(), measured.standardError());
    }

    private void add(List<VariantResult> replicates) {
        List<VariantResult> trusted = replicates.stream()
                .filter(result -> result.verdict() != Verdict.INVALID)
                .toList();
        if (trusted.isEmpty()) {
            return;
        }
        PooledArms arms = PooledArms.of(trusted);
        EffectBlock block = EffectBlock.of(arms.effects(), arms.covariance());
        blocks.add(block);
        for (VariantResult result : replicates) {
            int arm = arms.variants().indexOf(result.variant());
            if (arm >= 0) {
                places.put(Arm.of(result), new Place(block, arm));
            }
        }
    }
}
