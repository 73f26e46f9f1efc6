package northstar.measurement.activity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Who is in an experiment, as SQL: the units by their first exposure in the test window.
 *
 * <p>The table {@code exposed} has a row for each: {@code i} its number, {@code unit}, {@code v} the place of its variant,
 * {@code c} its cohort, {@code exposed_at} in microseconds, {@code k} the number of looks that were over when it met another
 * variant while its cohort was not yet mature, or null.
 */
final class ExposureQueries {
    static final Table<?> EXPOSED = table(name("exposed"));
    static final Field<String> UNIT = field(name("unit"), String.class);
    static final Field<Integer> V = field(name("v"), Integer.class);
    static final Field<Integer> C = field(name("c"), Integer.class);
    static final Field<Integer> K = field(name("k"), Integer.class);
    static final Field<Integer> J = field(name("j"), Integer.class);

    private static final Table<?> FIRSTS = table(name("first_exposures"));
    private static final Table<?> CROSSINGS = table(name("crossings"));
    private static final Field<String> EXPERIMENT = field(name("experiment"), String.class);
    private static final Field<String> VARIANT = field(name("variant"), String.class);
    private static final Field<String> LAST_VARIANT = field(name("last_variant"), String.class);
    private static final Field<LocalDateTime> TIME = field(name("at"), SQLDataType.LOCALDATETIME);
    private static final Field<LocalDateTime> CROSSED = field(name("crossed_at"), SQLDataType.LOCALDATETIME);

    private final Experiment experiment;
    private final Cohorts cohorts;
    private final Collection<String> files;
    private final Instant until;
    private final Looks looks;
    private final List<Long> closes;

    /**
     * Works on these files.
     *
     * @param until exposures from then on are not looked at
     * @param closes when each cohort is mature for all metrics, in microseconds
     */
    ExposureQueries(
            Experiment experiment,
            Cohorts cohorts,
            Collection<String> files,
            Instant until,
            Looks looks,
            List<Long> closes) {
        this.experiment = experiment;
        this.cohorts = cohorts;
        this.files = files;
        this.until = until.isBefore(experiment.end()) ? until : experiment.end();
        this.looks = looks;
        this.closes = closes;
    }

    static Field<LocalDateTime> literal(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return field("timestamp '" + utc + "'", SQLDataType.LOCALDATETIME);
    }

    private Condition isInWindow() {
        return EXPERIMENT
                .eq(inline(experiment.key()))
                .and(TIME.ge(literal(experiment.start())))
                .and(TIME.lt(literal(until)));
    }

    /** Exposures that count: those before the test window's start or from its end on do not. */
    private Select<? extends Record> seen() {
        return select(UNIT, VARIANT, TIME).from(Functions.files(files)).where(isInWindow());
    }

    /** One row for each unit, with the alphabetically first and last of the variants that it met. */
    Select<?> firsts() {
        return select(
                        UNIT,
                        DSL.min(TIME).as(TIME),
                        DSL.min(VARIANT).as(VARIANT),
                        DSL.max(VARIANT).as(LAST_VARIANT))
                .from(Functions.files(files))
                .where(isInWindow())
                .groupBy(UNIT);
    }

    /** The units that met several variants: the first one, and when they met another. */
    Select<?> crossings() {
        CommonTableExpression<?> seen = name("seen").as(seen());
        Table<?> firsts = FIRSTS.as("f");
        CommonTableExpression<?> crossers = name("crossers")
                .as(select(
                                of("s", UNIT),
                                Functions.valueAtMin(of("s", VARIANT), of("s", TIME), of("s", VARIANT))
                                        .as(VARIANT))
                        .from(seen.as("s"))
                        .join(firsts)
                        .on(of("s", UNIT).eq(of("f", UNIT)))
                        .where(of("f", VARIANT).ne(of("f", LAST_VARIANT)))
                        .groupBy(of("s", UNIT)));
        return DSL.with(seen, crossers)
                .select(of("x", UNIT), of("x", VARIANT), DSL.min(of("s", TIME)).as(CROSSED))
                .from(crossers.as("x"))
                .join(seen.as("s"))
                .on(of("s", UNIT).eq(of("x", UNIT)))
                .where(of("s", VARIANT).ne(of("x", VARIANT)))
                .groupBy(of("x", UNIT), of("x", VARIANT));
    }

    private static <T> Field<T> of(String table, Field<T> column) {
        return field(name(table, column.getName()), column.getDataType());
    }

    /** The units. */
    Select<?> exposed() {
        Field<Long> at = Functions.micros(TIME);
        long firstDay = cohorts.first().toEpochDay();
        Table<?> units = select(
                        of("f", UNIT),
                        place(DSL.coalesce(of("x", VARIANT), of("f", VARIANT))).as(V),
                        Functions.day(of("f", TIME), cohorts.zone())
                                .minus(inline(firstDay))
                                .as(C),
                        of("f", TIME),
                        of("x", CROSSED))
                .from(FIRSTS.as("f"))
                .leftJoin(CROSSINGS.as("x"))
                .on(of("f", UNIT).eq(of("x", UNIT)))
                .asTable("units");
        Field<Long> crossed = Functions.micros(CROSSED);
        return select(
                        DSL.rowNumber()
                                .over()
                                .minus(inline(1))
                                .cast(SQLDataType.INTEGER)
                                .as(UnitValues.I),
                        UNIT,
                        V.cast(SQLDataType.TINYINT).as(V),
                        C.cast(SQLDataType.SMALLINT).as(C),
                        at.as(UnitValues.EXPOSED_AT),
                        DSL.when(crossed.lt(Functions.element(closes, C)), looksUntil(crossed))
                                .cast(SQLDataType.INTEGER)
                                .as(K))
                .from(units)
                .where(V.isNotNull());
    }

    private Field<Integer> place(Field<String> variant) {
        List<Variant> variants = experiment.variants();
        return DSL.decode(
                variant,
                inline(variants.getFirst().key()),
                inline(0),
                IntStream.range(1, variants.size())
                        .boxed()
                        .flatMap(place -> java.util.stream.Stream.<Field<?>>of(
                                inline(variants.get(place).key()), inline(place)))
                        .toArray(Field[]::new));
    }

    /** How many looks are over at a time. */
    private Field<Long> looksUntil(Field<Long> at) {
        Duration period = looks.period();
        Field<Long> regular = DSL.least(
                DSL.greatest(
                        Functions.quotient(at.minus(inline(EventPlan.micros(looks.start()))), EventPlan.micros(period)),
                        inline(0L)),
                inline((long) looks.regular()));
        Instant extra = looks.extra();
        return extra == null
                ? regular
                : regular.plus(DSL.when(at.ge(inline(EventPlan.micros(extra))), inline(1L))
                        .otherwise(inline(0L)));
    }

    /** How many units of each variant and cohort each look sees first ({@code j}), and from which on it does not ({@code k}). */
    Select<?> counts() {
        return select(V, C, K, looksUntil(UnitValues.EXPOSED_AT).as(J), DSL.count())
                .from(EXPOSED)
                .groupBy(V, C, K, looksUntil(UnitValues.EXPOSED_AT));
    }

    /** For each cohort its units and a number that changes with who they are: those that a look does not exclude. */
    static Select<?> signatures(int look) {
        Field<Object> unit = field("hash({0}, {1}, {2})", Object.class, UNIT, V, UnitValues.EXPOSED_AT);
        return select(C, DSL.count(), field("bit_xor({0})", Object.class, unit).cast(SQLDataType.VARCHAR))
                .from(EXPOSED)
                .where(K.isNull().or(K.gt(inline(look))))
                .groupBy(C);
    }

    /** How many exposures in the test window, and of how many units, are to variants that the definition does not name. */
    Select<?> unknown() {
        return select(VARIANT, DSL.count(), DSL.countDistinct(UNIT))
                .from(Functions.files(files))
                .where(isInWindow())
                .and(VARIANT.notIn(experiment.variants().stream()
                        .map(variant -> inline(variant.key()))
                        .toList()))
                .groupBy(VARIANT)
                .orderBy(VARIANT);
    }

    /** How many of the units were exposed before the test window too, by how many looks were over when they were exposed. */
    Select<?> early(Collection<String> earlier) {
        return select(looksUntil(UnitValues.EXPOSED_AT).as(J), DSL.count())
                .from(EXPOSED)
                .where(UNIT.in(select(UNIT)
                        .from(Functions.files(earlier))
                        .where(EXPERIMENT.eq(inline(experiment.key())))
                        .and(TIME.lt(literal(experiment.start())))))
                .groupBy(looksUntil(UnitValues.EXPOSED_AT));
    }

    /** Returns the statements that make the table {@code exposed}, in order. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(Functions.table(FIRSTS, firsts()));
        statements.add(Functions.table(CROSSINGS, crossings()));
        statements.add(Functions.table(EXPOSED, exposed()));
        return statements;
    }
}
