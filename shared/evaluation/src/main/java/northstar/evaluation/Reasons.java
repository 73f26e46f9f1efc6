package northstar.evaluation;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import northstar.domain.Reason;

/** Translates the reasons of the statistics, which stand alone, into those of the contract. */
final class Reasons {
    private Reasons() {}

    static Reason of(northstar.statistics.Reason reason) {
        return Reason.valueOf(reason.name());
    }

    /** Returns the flags without repetition, in the order of the contract. */
    @SafeVarargs
    static List<Reason> flags(Collection<northstar.statistics.Reason>... sources) {
        Set<Reason> flags = EnumSet.noneOf(Reason.class);
        for (Collection<northstar.statistics.Reason> source : sources) {
            source.forEach(reason -> flags.add(of(reason)));
        }
        return List.copyOf(flags);
    }
}
