package northstar.runtime;

/** The version of the product. */
public final class Version {
    /** As in the build file. */
    public static final String NORTHSTAR = "0.1.0";

    private Version() {}
}
