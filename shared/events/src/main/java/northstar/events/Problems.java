package northstar.events;

import java.util.ArrayList;
import java.util.List;
import northstar.events.MalformedInputException.Problem;

/** Collects what is wrong in independent parts, so that a person gets to know all of it at once. */
final class Problems {
    private static final int MAX = 20;

    private final List<Problem> found = new ArrayList<>();

    void add(MalformedInputException refusal) {
        found.addAll(refusal.problems());
    }

    boolean isFull() {
        return found.size() >= MAX;
    }

    /**
     * Does nothing if nothing was found.
     *
     * @throws MalformedInputException with the first problems that were found
     */
    void refuse() {
        if (!found.isEmpty()) {
            throw new MalformedInputException(found.subList(0, Math.min(MAX, found.size())));
        }
    }
}
