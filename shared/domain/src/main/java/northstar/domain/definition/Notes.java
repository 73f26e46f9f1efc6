package northstar.domain.definition;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people want to remember about an experiment; no number depends on it.
 *
 * @param owner who answers questions, or null
 * @param team the team, or null
 * @param area the part of the product, or null
 * @param hypothesis why it should work, or null
 * @param evidence what speaks for it
 * @param tags free labels
 */
public record Notes(
        @Nullable String owner,
        @Nullable String team,
        @Nullable String area,
        @Nullable String hypothesis,
        List<Evidence> evidence,
        List<String> tags) {
    /** Nothing to remember. */
    public static final Notes NONE = new Notes(null, null, null, null, List.of(), List.of());

    public Notes {
        evidence = List.copyOf(evidence);
        tags = List.copyOf(tags);
    }

    /**
     * Something that speaks for or against the hypothesis.
     *
     * @param note what was found
     * @param link where to read it, or null
     * @param date when it was found, or null
     */
    public record Evidence(
            String note, @Nullable String link, @Nullable LocalDate date) {}
}
