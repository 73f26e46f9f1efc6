package northstar.runtime;

/** One flat JSON object on one line; numbers and booleans as they are, everything else as text. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    void add(String name, Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            raw(name, value.toString());
        } else {
            raw(name, quoted(value.toString()));
        }
    }

    void raw(String name, String json) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quoted(name)).append(':').append(json);
    }

    String end() {
        return text.append('}').toString();
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
