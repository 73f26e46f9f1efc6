package northstar.cli;

import java.util.List;

/** How results are printed. */
enum Format {
    /** For people. */
    TABLE,
    /** For programs: the structures of the contract. */
    JSON,
    /** For spreadsheets. */
    CSV;

    /** Returns a JSON structure by itself, or several as an array. */
    static String json(List<String> structures) {
        return structures.size() == 1 ? structures.getFirst() : "[" + String.join(",", structures) + "]";
    }
}
