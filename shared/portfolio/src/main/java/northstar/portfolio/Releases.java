package northstar.portfolio;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.FeatureState;

/** Which variant of each feature is out: the newest report of each feature counts. Not changed once made. */
final class Releases {
    private static final Comparator<FeatureState> OLDEST_FIRST = Comparator.comparing(FeatureState::at)
            .thenComparing(FeatureState::variant, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Map<String, FeatureState> newest = new HashMap<>();

    private Releases() {}

    static Releases of(List<FeatureState> states) {
        Releases releases = new Releases();
        states.stream().sorted(OLDEST_FIRST).forEach(state -> releases.newest.put(state.feature(), state));
        return releases;
    }

    /** Returns the treatment of a feature that is out, if it is known here. */
    Optional<Candidate> out(Contender contender) {
        FeatureState state = newest.get(contender.feature());
        return state == null || state.variant() == null ? Optional.empty() : contender.treatment(state.variant());
    }

    /** Returns how far a feature is with regard to its newest experiment. */
    Release release(Contender contender) {
        FeatureState state = newest.get(contender.feature());
        if (state == null) {
            return Release.NOT_OUT;
        }
        if (!state.isShipped()) {
            return state.at().isBefore(contender.lead().result().asOf()) ? Release.NOT_OUT : Release.TAKEN_BACK;
        }
        Optional<Candidate> out = out(contender);
        if (out.filter(candidate -> candidate.result().verdict() == Verdict.HARMFUL)
                .isPresent()) {
            return Release.OUT_AND_HARMFUL;
        }
        boolean tested =
                contender.current().anyMatch(candidate -> candidate.variant().equals(state.variant()));
        return tested ? Release.OUT : Release.NOT_OUT;
    }

    /** Returns whether a feature's newest report says that it was rolled back. */
    boolean isRolledBack(Contender contender) {
        FeatureState state = newest.get(contender.feature());
        return state != null && !state.isShipped();
    }

    /** How far a feature is with regard to its newest experiment. */
    enum Release {
        /** No variant of the newest experiment is out. */
        NOT_OUT,
        /** A variant of the newest experiment is out. */
        OUT,
        /** What is out was shown to do harm by the newest experiment that tested it. */
        OUT_AND_HARMFUL,
        /** It was rolled back after the newest look. */
        TAKEN_BACK
    }
}
