package northstar.measurement.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import northstar.domain.definition.Variant;
import org.jspecify.annotations.Nullable;

/** How many units were exposed, by variant, cohort, the look that saw them first, and the looks that were over when they crossed. */
record ExposureCounts(List<Row> rows) {
    /**
     * Some units.
     *
     * @param crossed looks that were over when they met another variant, or null
     * @param seen looks that were over when they were exposed
     */
    record Row(int variant, int cohort, @Nullable Integer crossed, int seen, long units) {
        private boolean isSeen(int look) {
            return seen <= look;
        }

        private boolean isCrossed(int look) {
            return crossed != null && crossed <= look;
        }
    }

    /**
     * What a look sees of the exposures.
     *
     * @param units by variant, without those that met two
     * @param crossed units that met two
     */
    record Count(SortedMap<String, Long> units, long crossed) {}

    static ExposureCounts read(ResultSet rows) throws SQLException {
        List<Row> counts = new ArrayList<>();
        while (rows.next()) {
            int crossed = rows.getInt(3);
            boolean never = rows.wasNull();
            counts.add(
                    new Row(rows.getInt(1), rows.getInt(2), never ? null : crossed, rows.getInt(4), rows.getLong(5)));
        }
        return new ExposureCounts(List.copyOf(counts));
    }

    SortedSet<Integer> cohorts() {
        return rows.stream().map(Row::cohort).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the rows of a cohort. */
    List<Row> of(int cohort) {
        return rows.stream().filter(row -> row.cohort() == cohort).toList();
    }

    Count at(int look, List<Variant> variants) {
        SortedMap<String, Long> units = new TreeMap<>();
        long crossed = 0;
        for (Row row : rows) {
            if (row.isSeen(look) && row.isCrossed(look)) {
                crossed += row.units();
            } else if (row.isSeen(look)) {
                units.merge(variants.get(row.variant()).key(), row.units(), Long::sum);
            }
        }
        return new Count(units, crossed);
    }

    /** Returns how many units of a cohort a look sees by variant, without those that met two. */
    SortedMap<String, Long> units(int cohort, int look, List<Variant> variants) {
        return new ExposureCounts(of(cohort)).at(look, variants).units();
    }

    /** Returns the number of units in the smallest arm of some cohorts, without those that had crossed at a look. */
    long smallestArm(Collection<Integer> cohorts, int look, int variants) {
        long[] units = new long[variants];
        rows.stream()
                .filter(row -> cohorts.contains(row.cohort()) && !row.isCrossed(look))
                .forEach(row -> units[row.variant()] += row.units());
        long smallest = Long.MAX_VALUE;
        for (long arm : units) {
            smallest = Math.min(smallest, arm);
        }
        return smallest;
    }
}
