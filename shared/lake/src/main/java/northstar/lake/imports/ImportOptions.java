package northstar.lake.imports;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What an export does not say of itself.
 *
 * @param zone where clocks stand that do not say it: Mixpanel projects from before 2023, tables with bare times
 */
public record ImportOptions(ZoneId zone) {
    /** Clocks stand at UTC. */
    public static final ImportOptions UTC = new ImportOptions(ZoneOffset.UTC);

    private static final String STEP = "zone=";

    /** Returns the folder in a key that says so, {@code zone=America~New_York/}, or nothing for UTC. */
    public String folder() {
        return zone.normalized().equals(ZoneOffset.UTC)
                ? ""
                : STEP + zone.getId().replace('/', '~') + "/";
    }

    /**
     * Returns what the folders of a key say.
     *
     * @throws IllegalArgumentException if they name a zone that there is not
     */
    static ImportOptions of(String key) {
        for (String step : key.split("/", -1)) {
            if (step.startsWith(STEP)) {
                return new ImportOptions(zone(step.substring(STEP.length()).replace('~', '/')));
            }
        }
        return UTC;
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone == \"" + id + "\", must be a time zone, for instance America/New_York", e);
        }
    }
}
