package northstar.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Tells which regular expressions RE2, which looks at every character once, understands as Java does.
 *
 * <p>What is not known to mean the same in both is refused: look-around, back references, named and atomic groups, possessive
 * quantifiers, classes within classes, and escapes that only one of them knows. Syntax: github.com/google/re2/wiki/Syntax.
 */
final class Re2 {
    /** Letters and digits that may follow a backslash; any other sign stands for itself. */
    private static final String ESCAPES = "dDwWsSbBAztnrfaxpP";

    /** RE2 repeats nothing more often than this. */
    private static final int MAX_REPEATS = 1_000;

    private static final Pattern GROUP = Pattern.compile("\\(\\?(?::|(?:[ims]+(?:-[ims]+)?|-[ims]+)[:)])");
    private static final Pattern REPEATS = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");
    private static final Pattern CATEGORY = Pattern.compile("\\\\[pP](?:[A-Z]|\\{[A-Z][a-z]?})");

    private final String regex;
    private int at;

    /** Whether there is nothing before this place that could be repeated. */
    private boolean atStart = true;

    private long repeats = 1;

    private Re2(String regex) {
        this.regex = regex;
    }

    /** Returns the rule that an expression breaks, or null if it is fine. */
    static @Nullable String fault(String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return "must be a regular expression";
        }
        return new Re2(regex).fault();
    }

    private @Nullable String fault() {
        boolean inClass = false;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            String fault = c == '\\' ? escape() : inClass ? inClass(c) : outside(c);
            if (fault != null) {
                return fault;
            }
            atStart = !inClass && (c == '(' || c == '|');
            if (c == '[') {
                inClass = true;
                at += regex.startsWith("^]", at + 1) ? 2 : regex.startsWith("]", at + 1) ? 1 : 0;
            } else if (c == ']') {
                inClass = false;
            }
            at++;
        }
        return repeats > MAX_REPEATS ? "must repeat at most " + MAX_REPEATS + " times" : null;
    }

    /** Goes to the second character of an escape. */
    private @Nullable String escape() {
        char next = regex.charAt(at + 1);
        if (next > '~' || (Character.isLetterOrDigit(next) && ESCAPES.indexOf(next) < 0)) {
            return Character.isDigit(next) || next == 'k'
                    ? "must be without back references"
                    : "must be without \\" + next;
        }
        if (next == 'p' || next == 'P') {
            return CATEGORY.matcher(regex).region(at, regex.length()).lookingAt()
                    ? forward(1)
                    : "must name a general category such as \\p{L} after \\" + next;
        }
        return forward(1);
    }

    private @Nullable String forward(int characters) {
        at += characters;
        return null;
    }

    private @Nullable String inClass(char c) {
        return c == '[' || regex.startsWith("&&", at) ? "must be without classes in a class" : null;
    }

    private @Nullable String outside(char c) {
        return switch (c) {
            case '(' -> group();
            case '*', '+', '?' -> quantified(at + 1);
            case '{' -> repeats();
            default -> null;
        };
    }

    private @Nullable String group() {
        if (!regex.startsWith("(?", at)) {
            return null;
        }
        Matcher group = GROUP.matcher(regex).region(at, regex.length());
        if (!group.lookingAt()) {
            boolean named =
                    regex.startsWith("(?<", at) && !regex.startsWith("(?<=", at) && !regex.startsWith("(?<!", at);
            return named ? "must be without named groups" : "must be without look-around and atomic groups";
        }
        return forward(group.end() - at - 1);
    }

    private @Nullable String repeats() {
        Matcher count = REPEATS.matcher(regex).region(at, regex.length());
        if (!count.lookingAt()) {
            return null;
        }
        String most = count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
        repeats = Math.min(repeats * Math.max(1, Long.parseLong(most)), Integer.MAX_VALUE);
        return quantified(count.end());
    }

    /** Goes to the last character of a quantifier, which ends before an index and may be lazy. */
    private @Nullable String quantified(int end) {
        if (atStart) {
            return "must be without quantifiers of nothing";
        }
        if (regex.startsWith("+", end)) {
            return "must be without possessive quantifiers";
        }
        int next = regex.startsWith("?", end) ? end + 1 : end;
        boolean again = next < regex.length() && "*+?".indexOf(regex.charAt(next)) >= 0;
        if (again || REPEATS.matcher(regex).region(next, regex.length()).lookingAt()) {
            return "must be without quantifiers of quantifiers";
        }
        return forward(next - at - 1);
    }
}
