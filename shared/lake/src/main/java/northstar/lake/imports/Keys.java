package northstar.lake.imports;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import northstar.events.ContentHash;

/** Makes keys of the names that vendors know experiments and variants by, and ids of what tells events apart. */
final class Keys {
    private static final int LONGEST = 48;
    private static final int HASH = 32;
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    private Keys() {}

    /**
     * Returns the key of a name: lower case, what is neither letter of the alphabet nor digit becomes a hyphen, cut at 48. A
     * name with nothing of the alphabet in it becomes {@code x-} and a hash.
     */
    static String of(String what, String name) {
        Limits.label(what, name);
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String key = trimmed(OTHERS.matcher(plain).replaceAll("-"));
        if (key.isEmpty()) {
            return "x-" + ContentHash.sha256(name).substring(0, 12);
        }
        return key.length() > LONGEST ? trimmed(key.substring(0, LONGEST)) : key;
    }

    private static String trimmed(String key) {
        return ENDS.matcher(key).replaceAll("");
    }

    /** Returns an id as it is, or its hash if it is longer than 200 characters. */
    static String id(String id) {
        return id.length() > Limits.LABEL ? hash(id) : Limits.label("id", id);
    }

    /** Returns the id of what has these parts: equal parts have equal ids. */
    static String id(List<String> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(':').append(part));
        return hash(text.toString());
    }

    private static String hash(String text) {
        return ContentHash.sha256(text).substring(0, HASH);
    }
}
