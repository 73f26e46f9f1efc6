package northstar.portfolio;

import northstar.domain.ranking.VariantResult;

/** What names one variant of one experiment. */
record Arm(String experiment, String variant) {
    static Arm of(VariantResult result) {
        return new Arm(result.experiment(), result.variant());
    }
}
