package northstar.lake.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose export an object is. */
public enum Vendor {
    /** Amplitude's Export API, or its events as a flat table. */
    AMPLITUDE,
    /** Mixpanel's raw export, or its events as a flat table. */
    MIXPANEL,
    /** Google Analytics 4 as BigQuery exports it, or its events as a flat table. */
    GA4,
    /** Segment's or RudderStack's calls, or their warehouse tables. */
    SEGMENT,
    /** Exposures that an application logs when it asks AWS AppConfig for its treatment. */
    APPCONFIG,
    /** Any table with a header that uses our names. */
    CSV;

    private static final String IMPORTS = "imports/";
    private static final String ALSO_SEGMENT = "rudderstack";

    /** Returns the name that commands and keys use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how the keys of this vendor's objects begin. */
    public String folder() {
        return IMPORTS + word() + "/";
    }

    /** Returns whose export an object is by its key, {@code imports/<vendor>/…}; none if the key says otherwise. */
    public static Optional<Vendor> of(String key) {
        String[] steps = key.split("/", 3);
        return steps.length == 3 && IMPORTS.equals(steps[0] + "/") ? named(steps[1]) : Optional.empty();
    }

    /** Returns the vendor of a name that commands and keys use, in small letters. */
    public static Optional<Vendor> named(String word) {
        return word.equals(ALSO_SEGMENT)
                ? Optional.of(SEGMENT)
                : Arrays.stream(values())
                        .filter(vendor -> vendor.word().equals(word))
                        .findFirst();
    }
}
