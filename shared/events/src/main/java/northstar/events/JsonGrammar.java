package northstar.events;

import java.util.BitSet;

/**
 * Checks a text against the grammar of JSON (RFC 8259) before the streaming reader gets it, which passes over stray
 * commas, bare control characters and whatever follows the document. Nesting is bounded before anything recurses.
 *
 * <p>Only what numbers look like is left to {@link JsonTree}, which can say where in the document they stand.
 */
final class JsonGrammar {
    /** The deepest nesting of objects and lists. */
    static final int MAX_DEPTH = 64;

    private static final String BARE_ENDS = " \t\n\r,:{}[]\"";
    private static final String ESCAPES = "\"\\/bfnrtu";

    private final String json;
    private final BitSet objects = new BitSet();
    private int depth;
    private Next next = Next.VALUE;

    private JsonGrammar(String json) {
        this.json = json;
    }

    /** What may come next. */
    private enum Next {
        VALUE("a value"),
        FIRST_VALUE("a value or ]"),
        KEY("a key in quotation marks"),
        FIRST_KEY("a key in quotation marks or }"),
        COLON("a colon"),
        COMMA("a comma or the end of what is open"),
        NOTHING("nothing more");

        private final String words;

        Next(String words) {
            this.words = words;
        }
    }

    /**
     * Checks a text.
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
            switch (c) {
                case ' ', '\t', '\n', '\r' -> i++;
                case '{', '[' -> open(i++, c == '{');
                case '}', ']' -> close(i++, c == '}');
                case ':' -> {
                    require(next == Next.COLON, i++);
                    next = Next.VALUE;
                }
                case ',' -> {
                    require(next == Next.COMMA, i++);
                    next = objects.get(depth) ? Next.KEY : Next.VALUE;
                }
                case '"' -> i = text(i);
                default -> i = bare(i);
            }
        }
        if (next != Next.NOTHING) {
            throw fault(i, "the end", "must be " + next.words);
        }
    }

    private void open(int i, boolean object) {
        require(isValueNext(), i);
        if (++depth > MAX_DEPTH) {
            String most = MAX_DEPTH + " levels";
            throw fault(i, "more than " + most, "must be nested at most " + most + " deep");
        }
        objects.set(depth, object);
        next = object ? Next.FIRST_KEY : Next.FIRST_VALUE;
    }

    private void close(int i, boolean object) {
        boolean empty = next == (object ? Next.FIRST_KEY : Next.FIRST_VALUE);
        require(empty || (next == Next.COMMA && objects.get(depth) == object), i);
        depth--;
        afterValue();
    }

    private int text(int start) {
        boolean key = next == Next.KEY || next == Next.FIRST_KEY;
        require(key || isValueNext(), start);
        int i = start + 1;
        while (i < json.length() && json.charAt(i) != '"') {
            char c = json.charAt(i);
            if (c < ' ') {
                throw fault(i, shown(c) + " in a text", "must be escaped");
            }
            i = c == '\\' ? escape(i) : i + 1;
        }
        if (i >= json.length()) {
            throw fault(start, "text without an end", "must end with quotation marks");
        }
        if (key) {
            next = Next.COLON;
        } else {
            afterValue();
        }
        return i + 1;
    }

    private int escape(int i) {
        char kind = i + 1 < json.length() ? json.charAt(i + 1) : ' ';
        if (ESCAPES.indexOf(kind) < 0) {
            throw fault(i, "a lone backslash", "must be an escape that JSON knows");
        }
        if (kind != 'u') {
            return i + 2;
        }
        for (int digit = i + 2; digit < i + 6; digit++) {
            if (digit >= json.length() || Character.digit(json.charAt(digit), 16) < 0 || json.charAt(digit) > 'f') {
                throw fault(i, "a \\u escape", "must have four hexadecimal digits");
            }
        }
        return i + 6;
    }

    private int bare(int start) {
        require(isValueNext(), start);
        int i = start;
        while (i < json.length() && BARE_ENDS.indexOf(json.charAt(i)) < 0) {
            i++;
        }
        String word = json.substring(start, i);
        char first = word.charAt(0);
        boolean literal = word.equals("true") || word.equals("false") || word.equals("null");
        if (first < ' ' || (!literal && (first == 't' || first == 'f' || first == 'n'))) {
            throw fault(start, first < ' ' ? shown(first) : Shown.cut(word), "must be " + next.words);
        }
        afterValue();
        return i;
    }

    private boolean isValueNext() {
        return next == Next.VALUE || next == Next.FIRST_VALUE;
    }

    private void afterValue() {
        next = depth == 0 ? Next.NOTHING : Next.COMMA;
    }

    private void require(boolean fits, int i) {
        if (!fits) {
            throw fault(i, shown(json.charAt(i)), "must be " + next.words);
        }
    }

    private static String shown(char c) {
        return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }

    private MalformedInputException fault(int offset, String what, String rule) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            boolean ends = json.charAt(i) == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new MalformedInputException("$", what + " at line " + line + ", column " + column, rule);
    }
}
