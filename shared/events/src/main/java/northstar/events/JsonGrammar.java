package northstar.events;

/**
 * The rules of JSON's structure that the streaming reader does not enforce: commas stand only between values, text holds
 * no bare control characters, nothing follows the document, and nesting is bounded before anything recurses.
 */
final class JsonGrammar {
    /** The deepest nesting of objects and lists. */
    static final int MAX_DEPTH = 64;

    private final String json;
    private int depth;
    private char previous = ' ';
    private boolean ended;

    private JsonGrammar(String json) {
        this.json = json;
    }

    /**
     * Checks the structure of a text.
     *
     * @throws MalformedInputException at its first fault
     */
    static void check(String json) {
        new JsonGrammar(json).scan();
    }

    private void scan() {
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                i++;
                continue;
            }
            if (ended) {
                throw fault(i, shown(c) + " after the end", "must be one JSON object");
            }
            if (c == '"') {
                i = endOfText(i);
            } else {
                structure(i, c);
                i++;
            }
            previous = c;
        }
    }

    private void structure(int i, char c) {
        switch (c) {
            case '{', '[' -> {
                if (++depth > MAX_DEPTH) {
                    throw fault(
                            i,
                            "more than " + MAX_DEPTH + " levels",
                            "must be nested at most " + MAX_DEPTH + " levels deep");
                }
            }
            case '}', ']' -> {
                if (previous == ',') {
                    throw fault(i, "a comma before " + shown(c), "must be JSON");
                }
                ended = --depth <= 0;
            }
            case ',' -> {
                if (previous == '{' || previous == '[' || previous == ',' || previous == ':') {
                    throw fault(i, "a comma after " + shown(previous), "must be JSON");
                }
            }
            default -> {
                if (c < ' ') {
                    throw fault(i, shown(c), "must be JSON");
                }
            }
        }
    }

    private int endOfText(int start) {
        int i = start + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            if (json.charAt(i) < ' ') {
                throw fault(i, shown(json.charAt(i)) + " in a text", "must be JSON with control characters escaped");
            }
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static String shown(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    private MalformedInputException fault(int offset, String what, String rule) {
        return new MalformedInputException("$", what + " at " + place(offset), rule);
    }

    private String place(int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            if (json.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return "line " + line + ", column " + column;
    }
}
