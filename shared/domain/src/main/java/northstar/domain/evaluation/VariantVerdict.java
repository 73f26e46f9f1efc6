package northstar.domain.evaluation;

import java.util.List;

/**
 * What one variant's data show, and why.
 *
 * @param variant key of the treatment
 * @param verdict what its data show
 * @param reasons sentences that a person can read
 */
public record VariantVerdict(String variant, Verdict verdict, List<String> reasons) {
    public VariantVerdict {
        reasons = List.copyOf(reasons);
    }
}
