package northstar.cli.table;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Makes keys of texts that people chose freely. */
final class Keys {
    private static final int LONGEST = 48;

    private Keys() {}

    /** Returns a key for each text, no two the same, in the order of the texts. */
    static Map<String, String> of(Collection<String> texts) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String text : texts) {
            String base = of(text);
            String key = base;
            for (int i = 2; keys.containsValue(key); i++) {
                String suffix = "-" + i;
                key = base.substring(0, Math.min(base.length(), LONGEST - suffix.length())) + suffix;
            }
            keys.putIfAbsent(text, key);
        }
        return keys;
    }

    /** Returns the key nearest to a text: {@code Group A} becomes {@code group-a}. */
    static String of(String text) {
        String key = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (key.isEmpty()) {
            return "x";
        }
        return key.substring(0, Math.min(key.length(), LONGEST));
    }
}
