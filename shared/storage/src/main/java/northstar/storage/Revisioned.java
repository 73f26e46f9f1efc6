package northstar.storage;

import northstar.domain.Arguments;

/**
 * A stored value with what a conditional write has to name.
 *
 * @param value the value
 * @param revision rises by 1 whenever another value is stored; from 1, since 0 stands for "nothing is stored"
 * @param <T> what is stored
 */
public record Revisioned<T>(T value, long revision) {
    public Revisioned {
        if (revision < 1) {
            throw Arguments.refusal("revision", revision, "at least 1");
        }
    }
}
