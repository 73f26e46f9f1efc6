package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import northstar.lake.engine.Sql;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The statements that write and read the names of the units of closed cohorts. */
final class ClosedCohortSql {
    private static final int REMOVED_AT_ONCE = 10_000;
    private static final Field<Integer> H = field(name("h"), Integer.class);
    private static final Field<Long> REST = field(name("rest"), Long.class);

    private ClosedCohortSql() {}

    /** Writes the first bits of the names of a cohort's units, in order. */
    static String filter(int cohort, Path file) {
        return "COPY (" + render(select(H).from(named(cohort)).orderBy(H, REST)) + ") TO " + Sql.text(file.toString())
                + " (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd)";
    }

    /** Writes the rest of their names in the same order. */
    static String names(int cohort, Path file) {
        return "COPY ("
                + render(select(Functions.bytes(REST)).from(named(cohort)).orderBy(H, REST)) + ") TO "
                + Sql.text(file.toString()) + " (FORMAT blob)";
    }

    private static Table<?> named(int cohort) {
        return select(
                        Functions.firstBits(ExposureQueries.UNIT).as(H),
                        Functions.otherBits(ExposureQueries.UNIT).as(REST))
                .from(ExposureQueries.FIRSTS)
                .where(ExposureQueries.C.eq(inline(cohort)))
                .asTable("named");
    }

    /** The first exposures that share their first bits with a unit in one of the files: file, place there, row, other bits. */
    static String candidates(List<Path> files) {
        Table<?> open = select(
                        Functions.ROW.as("i"),
                        Functions.firstBits(ExposureQueries.UNIT).as(H),
                        Functions.otherBits(ExposureQueries.UNIT).as(REST))
                .from(ExposureQueries.FIRSTS.as("f"))
                .asTable("open");
        Field<Integer> file = field(name("file_index"), Integer.class);
        Field<Long> place = field(name("file_row_number"), Long.class);
        return render(select(file, place, field(name("i")), REST)
                .from(open)
                .join(Functions.files(files.stream().map(Sql::exactly).toList()).as("kept"))
                .using(H)
                .orderBy(file, place));
    }

    /** Removes first exposures by their rows. */
    static List<String> removals(List<Long> rows) {
        List<String> statements = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += REMOVED_AT_ONCE) {
            List<Long> some = rows.subList(from, Math.min(rows.size(), from + REMOVED_AT_ONCE));
            statements.add(Functions.SQL.renderInlined(DSL.deleteFrom(ExposureQueries.FIRSTS)
                    .where(field(name("rowid"), Long.class).in(some))));
        }
        return statements;
    }

    private static String render(Select<?> query) {
        return Functions.SQL.renderInlined(query);
    }
}
