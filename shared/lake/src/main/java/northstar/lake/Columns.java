package northstar.lake;

import java.util.List;

/**
 * How a kind lies in tables.
 *
 * @param definition columns of a part, with their types
 * @param all columns of a day's table
 * @param key columns that say which thing it is: of several rows one counts
 * @param order columns that a day's table is sorted by
 * @param groups columns that say what a row is about
 * @param payload a text that is equal for rows that say the same
 */
record Columns(List<String> definition, String all, String key, String order, List<String> groups, String payload) {
    /** What parts have besides: when a row was received. */
    static final String RECEIVED = "received_at";

    private static final Columns EXPOSURES = new Columns(
            List.of("experiment VARCHAR", "variant VARCHAR", "unit VARCHAR", "\"at\" TIMESTAMP", "attributes VARCHAR"),
            "experiment, variant, unit, \"at\", attributes",
            "experiment, variant, unit, \"at\"",
            "experiment, unit, \"at\", variant",
            List.of("experiment", "variant"),
            "coalesce(attributes, '')");

    // No text of an activity holds a control character, and JSON none that is not escaped.
    private static final Columns ACTIVITIES = new Columns(
            List.of(
                    "unit VARCHAR",
                    "event VARCHAR",
                    "\"at\" TIMESTAMP",
                    "id VARCHAR",
                    "value DOUBLE",
                    "properties VARCHAR"),
            "unit, event, \"at\", id, value, properties",
            "id",
            "event, unit, \"at\", id",
            List.of("event"),
            "concat_ws(chr(31), unit, event, CAST(epoch_us(\"at\") AS VARCHAR), coalesce(CAST(value AS VARCHAR), ''),"
                    + " coalesce(properties, ''))");

    static Columns of(Kind kind) {
        return switch (kind) {
            case EXPOSURES -> EXPOSURES;
            case ACTIVITIES -> ACTIVITIES;
        };
    }
}
