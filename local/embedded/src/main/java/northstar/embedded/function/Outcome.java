package northstar.embedded.function;

/** How a call of a function ended. */
public sealed interface Outcome {

    /** The function returned. */
    record Succeeded() implements Outcome {}

    /**
     * The function threw, took too long or could not be made.
     *
     * @param reason the error's type and message
     */
    record Failed(String reason) implements Outcome {}
}
