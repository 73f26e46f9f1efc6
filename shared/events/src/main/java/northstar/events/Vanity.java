package northstar.events;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that look good on a chart and say little about customers, as people tend to name them. */
enum Vanity {
    REGISTRATIONS(
            "registrations?|registered|accounts? created|created accounts?",
            "people register without ever coming back"),
    SIGN_UPS("sign ?ups?|signed up", "people sign up without ever coming back"),
    PAGE_VIEWS("page ?views?|pages? viewed|impressions?", "they rise, too, when more pages are needed for the same"),
    VISITS("visit(s|ors?)?", "people can be sent to a page that gives them nothing"),
    LOGINS(
            "log ?ins?|logged in|sign ?ins?|signed in|app opens?",
            "whoever is logged out more often logs in more often"),
    DOWNLOADS("download(s|ed)?|installs?|installed|installations?", "what was downloaded need not be used"),
    TOTALS_TO_DATE(
            "to date|so far|all time|cumulative|since launch", "a total to date can only rise, whatever is done");

    private final Pattern pattern;
    private final String reason;

    Vanity(String pattern, String reason) {
        this.pattern = Pattern.compile("\\b(" + pattern + ")\\b");
        this.reason = reason;
    }

    /** Returns the first kind that a text names. */
    static Optional<Vanity> patternIn(String text) {
        String words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ");
        for (Vanity vanity : values()) {
            if (vanity.pattern.matcher(words).find()) {
                return Optional.of(vanity);
            }
        }
        return Optional.empty();
    }

    /** Returns what speaks against it, as people say it. */
    String reason() {
        return Words.SPACED.of(this) + " can rise without it: " + reason;
    }
}
