package northstar.lake.imports;

/** How long things may be. */
final class Limits {
    /** The longest record, in bytes. */
    static final int RECORD = 1_000_000;

    /** The longest id, name of an event, or key of a property, in characters. */
    static final int LABEL = 200;

    /** The longest JSON of properties, in characters. */
    static final int PROPERTIES = 20_000;

    private Limits() {}

    /** Returns the text if it has 1 to 200 characters and no control character among them. */
    static String label(String what, String text) {
        if (text.isEmpty() || text.length() > LABEL) {
            throw RefusedException.of(what + ".length", text.length(), "1 to " + LABEL);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.of(what, "text with a control character", "free of them");
        }
        return text;
    }
}
