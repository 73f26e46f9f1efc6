package northstar.events;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that look good on a chart and say little about customers, as people tend to name them. */
enum Vanity {
    REGISTRATIONS("registrations?|registered"),
    SIGN_UPS("sign ?ups?|signed up"),
    PAGE_VIEWS("page ?views?"),
    VISITS("visit(s|ors?)?"),
    LOGINS("log ?ins?|logged in"),
    DOWNLOADS("download(s|ed)?"),
    TOTALS_TO_DATE("to date|so far|all time|cumulative");

    private final Pattern pattern;

    Vanity(String pattern) {
        this.pattern = Pattern.compile("\\b(" + pattern + ")\\b");
    }

    /** Returns the first kind that a text names, as people say it. */
    static Optional<String> patternIn(String text) {
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ");
        for (Vanity vanity : values()) {
            if (vanity.pattern.matcher(words).find()) {
                return Optional.of(Words.SPACED.of(vanity));
            }
        }
        return Optional.empty();
    }
}
