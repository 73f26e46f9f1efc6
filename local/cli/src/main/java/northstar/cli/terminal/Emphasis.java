package northstar.cli.terminal;

/** How a piece of text stands out where the terminal has colours. */
public enum Emphasis {
    NONE(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    CAUTION("33");

    private final String code;

    Emphasis(String code) {
        this.code = code;
    }

    /** Returns the text as a terminal with colours takes it. */
    String paint(String text) {
        return code.isEmpty() || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
