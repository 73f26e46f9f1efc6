package northstar.lake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text (RFC 8259, to the letter) into a bounded tree of {@link Members}, lists, texts, {@link Digits},
 * booleans and {@link #NULL}.
 *
 * <p>It exists beside the event contract's reader because it is asked a million times per object, and because objects
 * keep the text that they were read from: properties stay as they were sent.
 */
final class Json {
    /** What {@code null} is read as. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int MAX_DEPTH = 64;
    private static final int FEW = 16;

    private final String text;
    private int at;
    private int depth;
    private int spaces;

    private Json(String text) {
        this.text = text;
    }

    /** A number as it is written. */
    record Digits(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** An object: its members in their order, and its text without white space. */
    record Members(List<String> keys, List<Object> values, String text) {
        /** Returns the value under a key, if it has one. */
        @Nullable
        Object find(String key) {
            int index = keys.indexOf(key);
            return index < 0 ? null : values.get(index);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Returns the tree of a text.
     *
     * @throws JsonFault at its first fault, or if a key stands twice in an object
     */
    static Object parse(String text) throws JsonFault {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.fault("be the end");
        }
        return value;
    }

    private Object value() throws JsonFault {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Members object() throws JsonFault {
        int start = at;
        int before = spaces;
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        open();
        if (peek() != '}') {
            do {
                space();
                keys.add(key());
                values.add(value());
                space();
            } while (more('}'));
        }
        close();
        distinct(keys);
        String own = text.substring(start, at);
        return new Members(keys, values, spaces == before ? own : compact(own));
    }

    private String key() throws JsonFault {
        if (peek() != '"') {
            throw fault("be a key in quotation marks");
        }
        String key = string();
        space();
        if (peek() != ':') {
            throw fault("be a colon");
        }
        at++;
        return key;
    }

    private List<Object> list() throws JsonFault {
        List<Object> values = new ArrayList<>();
        open();
        if (peek() != ']') {
            do {
                values.add(value());
                space();
            } while (more(']'));
        }
        close();
        return values;
    }

    private void open() throws JsonFault {
        if (++depth > MAX_DEPTH) {
            throw fault("be nested at most " + MAX_DEPTH + " levels deep");
        }
        at++;
        space();
    }

    private void close() {
        depth--;
        at++;
    }

    private boolean more(char end) throws JsonFault {
        char c = peek();
        if (c != ',' && c != end) {
            throw fault("be a comma or " + end);
        }
        if (c == ',') {
            at++;
        }
        return c == ',';
    }

    private static void distinct(List<String> keys) throws JsonFault {
        if (keys.size() > FEW) {
            HashSet<String> seen = new HashSet<>();
            for (String key : keys) {
                if (!seen.add(key)) {
                    throw twice(key);
                }
            }
            return;
        }
        for (int i = 1; i < keys.size(); i++) {
            if (keys.indexOf(keys.get(i)) < i) {
                throw twice(keys.get(i));
            }
        }
    }

    private static JsonFault twice(String key) {
        return new JsonFault("key", JsonFault.shown(key), "be given only once");
    }

    private String string() throws JsonFault {
        int start = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\') {
                return escaped(start);
            }
            if (c < ' ') {
                throw fault("be escaped");
            }
            at++;
        }
        throw fault("be quotation marks");
    }

    private String escaped(int start) throws JsonFault {
        StringBuilder unescaped = new StringBuilder().append(text, start, at);
        for (char c = peek(); c != '"'; c = peek()) {
            if (c < ' ') {
                throw fault(at < text.length() ? "be escaped" : "be quotation marks");
            }
            at++;
            unescaped.append(c == '\\' ? escape() : c);
        }
        at++;
        String whole = unescaped.toString();
        if (hasHalf(whole)) {
            throw new JsonFault("text", "half a character", "be Unicode text");
        }
        return whole;
    }

    private char escape() throws JsonFault {
        char kind = peek();
        int known = "\"\\/bfnrt".indexOf(kind);
        if (known >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        if (kind != 'u') {
            throw fault("be an escape that JSON knows");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            char c = peek();
            int digit = c < 0x7f ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw fault("be a hexadecimal digit");
            }
            code = code * 16 + digit;
        }
        at++;
        return (char) code;
    }

    /** Returns whether one half of a surrogate pair stands alone. */
    static boolean hasHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private Object word(String word, Object value) throws JsonFault {
        if (!text.startsWith(word, at)) {
            throw fault("be a value");
        }
        at += word.length();
        return value;
    }

    private Digits number() throws JsonFault {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return new Digits(text.substring(start, at));
    }

    private void digits() throws JsonFault {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw fault("be a value");
        }
    }

    private void space() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
            spaces++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Returns what comes next; at the end a character that fits nowhere. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private JsonFault fault(String rule) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new JsonFault("character " + (at + 1), found, rule);
    }

    private static String compact(String spaced) {
        StringBuilder compact = new StringBuilder(spaced.length());
        boolean quoted = false;
        for (int i = 0; i < spaced.length(); i++) {
            char c = spaced.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (quoted || !isSpace(c)) {
                compact.append(c);
            }
            if (c == '\\') {
                compact.append(spaced.charAt(++i));
            }
        }
        return compact.toString();
    }
}
