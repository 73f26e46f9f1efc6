package northstar.lake;

import java.time.LocalDate;
import java.util.Locale;

/** What a line of the lake is about. */
public enum Kind {
    /** A unit meets its variant. */
    EXPOSURES,
    /** A unit does something. */
    ACTIVITIES;

    private String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how the keys of parts begin: what landed of a day, object by object, not yet put in order. */
    public String parts(LocalDate day) {
        return parts() + "dt=" + day + "/";
    }

    /** Returns how the keys of all days' parts begin. */
    public String parts() {
        return "landed/" + folder() + "/";
    }

    /** Returns how the keys of a day's table begin: sealed, each thing once, in order. */
    public String table(LocalDate day) {
        return "events/" + folder() + "/dt=" + day + "/";
    }

    /** Returns the key of a sealed day's manifest. */
    public String manifest(LocalDate day) {
        return manifests() + "dt=" + day + ".json";
    }

    /** Returns how the keys of all sealed days' manifests begin. */
    public String manifests() {
        return "manifests/" + folder() + "/";
    }
}
