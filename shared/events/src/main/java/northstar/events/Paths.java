package northstar.events;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the path of a place in a document: {@code $.rows[2].mean}, {@code experiment.variants[1].weight}. */
final class Paths {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private Paths() {}

    /** Returns the path that leads from a root over keys (texts) and indices (integers). */
    static String of(String root, List<Object> steps) {
        String path = root;
        for (Object step : steps) {
            path = step instanceof Integer index ? element(path, index) : member(path, (String) step);
        }
        return path;
    }

    static String member(String path, String key) {
        if (!PLAIN.matcher(key).matches()) {
            return path + "[" + Shown.of(key) + "]";
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    static String element(String path, int index) {
        return path + "[" + index + "]";
    }

    /** Returns the path one step up, or null at the top. */
    static @Nullable String parent(String path) {
        int cut = Math.max(path.lastIndexOf('.'), Math.max(path.lastIndexOf('['), path.lastIndexOf(": ")));
        return cut <= 0 ? null : path.substring(0, cut);
    }
}
