package northstar.storage;

import northstar.domain.Arguments;

/**
 * What a history of definitions is about.
 *
 * @param kind what sort of thing it is
 * @param key its key among things of that kind
 */
public record Subject(Kind kind, String key) implements Comparable<Subject> {
    public Subject {
        Arguments.key("key", key);
    }

    /** Returns the subject of a North Star. */
    public static Subject northStar(String key) {
        return new Subject(Kind.NORTH_STAR, key);
    }

    /** Returns the subject of a metric. */
    public static Subject metric(String key) {
        return new Subject(Kind.METRIC, key);
    }

    /** Returns the subject of an experiment. */
    public static Subject experiment(String key) {
        return new Subject(Kind.EXPERIMENT, key);
    }

    /** Returns the subject of a feature. */
    public static Subject feature(String key) {
        return new Subject(Kind.FEATURE, key);
    }

    @Override
    public int compareTo(Subject that) {
        int order = kind.compareTo(that.kind);
        return order != 0 ? order : key.compareTo(that.key);
    }

    /** The sorts of things that have a history. */
    public enum Kind {
        NORTH_STAR,
        METRIC,
        EXPERIMENT,
        FEATURE
    }
}
