package northstar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A definition and a table of 40 users that fit each other, to be broken in one place. */
public final class Tables {
    /** The definition of {@link #users()}. */
    public static final String DEFINITION = """
            northStar: {key: revenue, metric: revenue, name: Revenue, coreValue: A basket worth its price}
            metrics:
              revenue: {type: mean, column: amount}
              bought: {type: proportion, column: bought}
            ---
            experiment:
              key: checkout
              feature: checkout
              variants: [{key: control, weight: 0.5, control: true}, {key: shorter, weight: 0.5}]
              start: 2026-10-01T00:00:00Z
              end: 2026-10-15T00:00:00Z
              indicators: [bought]
              analysis: {method: fixed}
              data:
                units: {file: users.csv, unit: id, variant: group}
            """;

    private Tables() {}

    /** Returns the table: head, then users 1 to 40, in turn of control and of the treatment. */
    public static List<String> users() {
        List<String> lines = new ArrayList<>(List.of("id,group,amount,bought,visits"));
        for (int user = 1; user <= 40; user++) {
            boolean isTreated = user % 2 == 0;
            int bought = user % 3 == 0 || (isTreated && user % 4 == 0) ? 1 : 0;
            lines.add("u" + user + "," + (isTreated ? "shorter" : "control") + "," + bought * (5 + user % 7) + ","
                    + bought + "," + user % 5);
        }
        return lines;
    }

    /** Writes the definition and the table into a folder, and returns the definition's file. */
    public static Path written(Path folder, String definition, List<String> table) throws IOException {
        Files.write(folder.resolve("users.csv"), table);
        return Files.writeString(folder.resolve("checkout.yaml"), definition);
    }
}
