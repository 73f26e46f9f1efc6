package northstar.lake;

import java.io.IOException;
import java.nio.file.Path;

/** Reads the records of one kind of object. */
@FunctionalInterface
public interface ObjectReader {
    /**
     * Reads an object to its end, record by record, in bounded memory. What cannot be understood is refused, record by
     * record; the rest of a damaged archive or text is one refused record at the place where it breaks off.
     *
     * @param file a local copy
     * @param name the object's name: its ending tells how it is packed
     * @param intake takes what is found
     * @throws IOException if the file itself cannot be read
     */
    void read(Path file, String name, Intake intake) throws IOException;
}
