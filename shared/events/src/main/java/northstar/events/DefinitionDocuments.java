package northstar.events;

import java.io.IOException;
import java.nio.file.Path;

/** Reads definition files: one or several YAML documents, in the structures that the details of events have. */
public final class DefinitionDocuments {
    private DefinitionDocuments() {}

    /**
     * Returns what a file declares.
     *
     * @throws MalformedInputException with file and line, if something in it is not as the contract says
     * @throws IOException if the file cannot be read
     */
    public static Definitions read(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns what a text declares.
     *
     * @param name the file's name, as it stands in messages
     * @throws MalformedInputException with line, if something in it is not as the contract says
     */
    public static Definitions parse(String name, String yaml) {
        throw new UnsupportedOperationException();
    }
}
