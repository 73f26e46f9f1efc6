package northstar.domain.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one variant's data show, and why.
 *
 * @param variant key of the treatment
 * @param verdict what its data show
 * @param reasons sentences that a person can read
 * @param reading the same result read with a prior, or null where there is no relative effect to be trusted
 */
public record VariantVerdict(
        String variant,
        Verdict verdict,
        List<String> reasons,
        @Nullable Reading reading) {
    public VariantVerdict {
        reasons = List.copyOf(reasons);
    }

    /** Creates a verdict without a reading. */
    public VariantVerdict(String variant, Verdict verdict, List<String> reasons) {
        this(variant, verdict, reasons, null);
    }
}
