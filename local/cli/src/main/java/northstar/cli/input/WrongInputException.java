package northstar.cli.input;

/** What a person gave cannot be used; the message says what must change. */
public final class WrongInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Refuses input with a message worded <em>what == value, must be rule</em>. */
    public WrongInputException(String message) {
        super(message);
    }
}
