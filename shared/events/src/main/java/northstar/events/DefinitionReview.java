package northstar.events;

import java.util.List;

/**
 * What is wrong, or at least odd, about definitions that are well-formed one by one.
 *
 * @param errors what cannot work, for instance a metric that nobody defines
 * @param warnings what will work but should be thought over, for instance a vanity metric
 */
public record DefinitionReview(List<String> errors, List<String> warnings) {
    public DefinitionReview {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Returns the review of all that is declared together. */
    public static DefinitionReview of(Definitions definitions) {
        throw new UnsupportedOperationException();
    }
}
