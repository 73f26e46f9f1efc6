package northstar.lake;

/** A text or a value in it is not as it must be: the message says <em>path: what == value, must be rule</em>. */
final class JsonFault extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    JsonFault(String path, String value, String rule) {
        this(path + " == " + value + ", must " + rule);
    }

    JsonFault(String reason) {
        // Millions of lines may be refused: where each was thrown from is of no interest.
        super(reason, null, false, false);
    }

    /** Returns the reason, which every fault has. */
    String reason() {
        return String.valueOf(getMessage());
    }

    /** Returns a value as it stands in a reason: texts in quotation marks, cut after 80 characters. */
    static String shown(Object value) {
        String text = value instanceof String ? "\"" + value + "\"" : value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
