package northstar.events;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Input that is not as the contract says: it is refused as a whole, and sending it again will not help. */
public final class MalformedInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Refuses input for these problems, at least one. */
    public MalformedInputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Refuses input for one problem. */
    public MalformedInputException(String path, String value, String rule) {
        this(List.of(new Problem(null, 0, path, value, rule)));
    }

    /**
     * Returns the refusal of a place whose content the domain refuses with a message that begins with the component.
     *
     * @param path where the content stands
     * @param shown the content, quoted if it is text
     * @param message {@code what == value, must be rule}
     */
    public static MalformedInputException at(String path, String shown, String message) {
        int value = message.indexOf(" == ");
        int rule = message.lastIndexOf(", must ");
        if (value < 0 || rule < value) {
            return new MalformedInputException(path, shown, "must be valid: " + message);
        }
        String what = message.substring(0, value);
        String separator = path.isEmpty() || what.startsWith("[") ? "" : what.indexOf(' ') < 0 ? "." : ": ";
        return new MalformedInputException(
                path + separator + what, message.substring(value + 4, rule), message.substring(rule + 2));
    }

    /** Returns the same refusal of a file, with the lines of the paths. */
    MalformedInputException in(String file, ToIntFunction<String> line) {
        return new MalformedInputException(problems.stream()
                .map(problem -> new Problem(
                        file, line.applyAsInt(problem.path()), problem.path(), problem.value(), problem.rule()))
                .toList());
    }

    /** Returns what is wrong, in the order of the input. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param file the file, or null if the input is none
     * @param line the line in the file, from 1, or 0 if unknown
     * @param path where in the document, for instance {@code $.rows[2].mean}
     * @param value what stands there, quoted if it is text
     * @param rule what it must be, for instance {@code must be in (0, 1]}
     */
    public record Problem(@Nullable String file, int line, String path, String value, String rule) {
        /** Returns the problem as people read it: {@code file:line: path == value, must be rule}. */
        @Override
        public String toString() {
            String place = file == null ? "" : line == 0 ? file + ": " : file + ":" + line + ": ";
            return place + path + " == " + value + ", " + rule;
        }
    }
}
