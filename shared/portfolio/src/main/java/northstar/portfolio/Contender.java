package northstar.portfolio;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A feature that can be ranked.
 *
 * @param lead the treatment that speaks for it
 * @param alternatives the other treatments of the same experiment, best first
 * @param earlier the treatments of earlier experiments, newest first
 */
record Contender(Candidate lead, List<Candidate> alternatives, List<Candidate> earlier) {
    /** Worth most first, ties by the feature's key. */
    static final Comparator<Contender> BEST_FIRST = Comparator.comparingDouble(
                    (Contender contender) -> contender.lead().worth())
            .reversed()
            .thenComparing(Contender::feature);

    String feature() {
        return lead.result().feature();
    }

    /** Returns the treatments of the newest experiment, lead first. */
    Stream<Candidate> current() {
        return Stream.concat(Stream.of(lead), alternatives.stream());
    }

    /** Returns the newest treatment with a key. */
    Optional<Candidate> treatment(String variant) {
        return Stream.concat(current(), earlier.stream())
                .filter(candidate -> candidate.variant().equals(variant))
                .findFirst();
    }
}
