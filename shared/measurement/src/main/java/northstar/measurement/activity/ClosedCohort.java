package northstar.measurement.activity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import northstar.measurement.activity.ExposureCounts.Row;

/**
 * What is kept of the units of a cohort that is mature for every metric: nothing that they meet later changes it.
 *
 * @param cohort the cohort
 * @param units the units by variant, and whether they met two in time
 * @param early how many of them were exposed before the test window too
 * @param signature tells who they are, as {@link ExposureQueries#signatures} does
 * @param filter Parquet file with some bits of each unit's name, in order
 * @param names file with more bits of the same units, and with all the above
 */
record ClosedCohort(int cohort, List<Row> units, long early, String signature, Path filter, Path names) {
    private static final String NEVER = "-";

    ClosedCohort {
        units = List.copyOf(units);
    }

    /** Returns what is said beside the names. */
    static String text(List<Row> units, long early, String signature) {
        return early + "\n" + signature + "\n"
                + units.stream()
                        .map(row -> row.variant() + " " + (row.crossed() == null ? NEVER : row.crossed()) + " "
                                + row.seen() + " " + row.units() + "\n")
                        .collect(Collectors.joining());
    }

    /** Reads what {@link #text} said. */
    static ClosedCohort of(int cohort, String text, Path filter, Path names) {
        List<String> lines = text.lines().toList();
        List<Row> units = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] words = line.split(" ", -1);
            units.add(new Row(
                    Integer.parseInt(words[0]),
                    cohort,
                    words[1].equals(NEVER) ? null : Integer.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3])));
        }
        return new ClosedCohort(cohort, units, Long.parseLong(lines.getFirst()), lines.get(1), filter, names);
    }
}
