package northstar.lake.imports;

import java.util.Optional;
import northstar.lake.ObjectReader;

/** Finds the reader of a vendor's exports. */
public final class Readers {
    private Readers() {}

    /**
     * Returns the reader of an object under {@code imports/<vendor>/}, or none if the key is another.
     *
     * <p>A folder {@code zone=America~New_York} in the key says where clocks stand that do not say it themselves.
     */
    public static Optional<ObjectReader> of(String key) {
        return Vendor.of(key).map(vendor -> of(vendor, key));
    }

    private static ObjectReader of(Vendor vendor, String key) {
        try {
            return of(vendor, ImportOptions.of(key));
        } catch (IllegalArgumentException e) {
            return (file, name, intake) -> intake.refuse("line 1", String.valueOf(e.getMessage()), "");
        }
    }

    /** Returns the reader of a vendor's exports. */
    public static ObjectReader of(Vendor vendor, ImportOptions options) {
        return new ExportReader(
                switch (vendor) {
                    case AMPLITUDE -> new Amplitude();
                    case MIXPANEL -> new Mixpanel(options.zone());
                    case GA4 -> new Ga4();
                    case SEGMENT -> new Segment();
                    case APPCONFIG -> new AppConfig();
                    case CSV -> new Columns(options.zone());
                });
    }
}
