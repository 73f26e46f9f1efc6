package northstar.measurement;

import java.util.List;
import java.util.stream.Collectors;
import northstar.domain.Arguments;

/** How contents of a table stand in messages. */
final class Cells {
    private static final int MAX_LISTED = 20;

    private Cells() {}

    /** Returns a text in quotation marks, cut, with line ends and other control characters shown as such. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(200).forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return Arguments.quoted(shown);
    }

    /** Returns the first texts in quotation marks. */
    static String listed(List<String> texts) {
        String first = texts.stream().limit(MAX_LISTED).map(Cells::quoted).collect(Collectors.joining(", "));
        return texts.size() > MAX_LISTED ? first + ", …" : first;
    }
}
