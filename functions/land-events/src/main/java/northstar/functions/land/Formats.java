package northstar.functions.land;

import java.util.Arrays;
import java.util.stream.Collectors;
import northstar.lake.ObjectReader;
import northstar.lake.RawReader;
import northstar.lake.imports.Readers;
import northstar.lake.imports.Vendor;

/** Who reads which object. */
final class Formats {
    private static final String RAW = "raw/";

    private Formats() {}

    /** Returns the reader of an object by its key. One that is of no known vendor is refused as a whole, and kept so. */
    static ObjectReader reader(String key) {
        return key.startsWith(RAW)
                ? new RawReader()
                : Readers.of(key).orElse((file, name, intake) -> intake.refuse("line 1", unknown(key), ""));
    }

    private static String unknown(String key) {
        String vendors = Arrays.stream(Vendor.values()).map(Vendor::word).collect(Collectors.joining(", "));
        return "vendor == \"" + vendor(key) + "\", must be one of " + vendors + ": imports/<vendor>/…";
    }

    private static String vendor(String key) {
        String[] steps = key.split("/", 3);
        return steps.length == 3 ? steps[1] : "";
    }
}
