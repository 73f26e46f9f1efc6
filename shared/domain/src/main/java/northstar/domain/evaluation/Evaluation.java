package northstar.domain.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * The result of one look at one experiment.
 *
 * @param experiment key of the experiment
 * @param feature the feature that it is about
 * @param status where the experiment is
 * @param asOf the look's time, which is its key
 * @param look the look's number, from 1, in time order
 * @param isFinal whether this is the final look
 * @param verdict what the data of all variants together show
 * @param variants what each treatment's data show
 * @param health whether the data can be trusted
 * @param effects one per treatment and metric: North Star Metric first, then indicators, guardrails, exploratory
 * @param preview levels of units that are not mature yet; empty at the final look
 * @param provenance what it was made from
 * @param plan the plan that the look follows, or null if it was not kept
 * @param novelty how effects go on over the days since exposure; only at the final look, where the units' days are known
 */
public record Evaluation(
        String experiment,
        String feature,
        Status status,
        Instant asOf,
        int look,
        boolean isFinal,
        Verdict verdict,
        List<VariantVerdict> variants,
        Health health,
        List<Effect> effects,
        List<Preview> preview,
        Provenance provenance,
        @Nullable LookPlan plan,
        List<Novelty> novelty) {
    public Evaluation {
        Arguments.key("experiment", experiment);
        Arguments.key("feature", feature);
        if (look < 1) {
            throw Arguments.refusal("look", look, "at least 1");
        }
        variants = List.copyOf(variants);
        effects = List.copyOf(effects);
        preview = List.copyOf(preview);
        novelty = List.copyOf(novelty);
    }

    /** Creates an evaluation whose plan was not kept, without days since exposure. */
    public Evaluation(
            String experiment,
            String feature,
            Status status,
            Instant asOf,
            int look,
            boolean isFinal,
            Verdict verdict,
            List<VariantVerdict> variants,
            Health health,
            List<Effect> effects,
            List<Preview> preview,
            Provenance provenance) {
        this(
                experiment,
                feature,
                status,
                asOf,
                look,
                isFinal,
                verdict,
                variants,
                health,
                effects,
                preview,
                provenance,
                null,
                List.of());
    }

    /** Returns what a treatment did to the North Star Metric, if the treatment was compared. */
    public Optional<Effect> northStarEffect(String variant) {
        return effects.stream()
                .filter(effect -> effect.role() == Effect.Role.NORTH_STAR
                        && effect.variant().equals(variant))
                .findFirst();
    }
}
