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
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import northstar.domain.moments.Segment;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Who is in an experiment, as SQL: the units by their first exposure in the test window.
 *
 * <p>The view {@code exposed} has a row for each: {@code i} its number, {@code unit}, {@code v} the place of its variant,
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

    /** How much of an attribute's value is told apart. */
    private static final int MAX_VALUE = 100;

    static final Table<?> FIRSTS = table(name("first_exposures"));
    private static final Table<?> CROSSINGS = table(name("crossings"));
    static final Field<String> EXPERIMENT = field(name("experiment"), String.class);
    static final Field<String> VARIANT = field(name("variant"), String.class);
    private static final Field<Integer> LAST = field(name("last"), Integer.class);
    static final Field<LocalDateTime> TIME = field(name("at"), SQLDataType.LOCALDATETIME);
    static final Field<String> ATTRIBUTES = field(name("attributes"), String.class);

    private final Experiment experiment;
    private final Cohorts cohorts;
    private final Collection<String> files;
    private final Instant from;
    private final Instant until;
    private final Looks looks;
    private final List<Long> closes;
    private final List<String> attributes;
    private final @Nullable Entry entry;

    /**
     * Works on these files.
     *
     * @param from exposures before then are not looked at
     * @param until exposures from then on are not looked at
     * @param closes when each cohort is mature for all metrics, in microseconds
     * @param attributes attributes of the first exposure to keep
     * @param entry what stands for exposures, which the files are then not about, or null
     */
    ExposureQueries(
            Experiment experiment,
            Cohorts cohorts,
            Collection<String> files,
            Instant from,
            Instant until,
            Looks looks,
            List<Long> closes,
            List<String> attributes,
            @Nullable Entry entry) {
        this.experiment = experiment;
        this.cohorts = cohorts;
        this.files = files;
        this.from = from.isAfter(experiment.start()) ? from : experiment.start();
        this.until = until.isBefore(experiment.end()) ? until : experiment.end();
        this.looks = looks;
        this.closes = closes;
        this.attributes = attributes;
        this.entry = entry;
    }

    private Table<?> exposures() {
        return entry == null ? Functions.files(files) : entry.exposures(experiment, files);
    }

    static Field<LocalDateTime> literal(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        return field("timestamp '" + utc + "'", SQLDataType.LOCALDATETIME);
    }

    private Condition isInWindow() {
        return EXPERIMENT
                .eq(inline(experiment.key()))
                .and(TIME.ge(literal(from)))
                .and(TIME.lt(literal(until)));
    }

    /** Exposures that count: those before the test window's start or from its end on do not. */
    private Select<? extends Record> seen() {
        return select(UNIT, VARIANT, TIME).from(exposures()).where(isInWindow());
    }

    /** One row for each unit, with the first and the last place of the variants that it met. */
    Select<?> firsts() {
        Field<LocalDateTime> first = DSL.min(TIME);
        List<SelectField<?>> seen = new ArrayList<>(
                List.of(UNIT, TIME, place(VARIANT).cast(SQLDataType.TINYINT).as(V)));
        List<SelectField<?>> columns = new ArrayList<>(List.of(
                UNIT,
                Functions.micros(first).as(UnitValues.EXPOSED_AT),
                Functions.day(first, cohorts.zone())
                        .minus(inline(cohorts.first().toEpochDay()))
                        .cast(SQLDataType.SMALLINT)
                        .as(C),
                DSL.min(V).as(V),
                DSL.max(V).as(LAST)));
        if (!attributes.isEmpty()) {
            seen.add(ATTRIBUTES);
            columns.addAll(segments(Functions.valueAtMin(ATTRIBUTES, TIME)));
        }
        return select(columns)
                .from(select(seen).from(exposures()).where(isInWindow()).asTable("seen"))
                .groupBy(UNIT);
    }

    /** The units that met several variants: the first one, and how many looks were over when they met another in time. */
    Select<?> crossings() {
        CommonTableExpression<?> met = name("met")
                .as(select(
                                Functions.ROW.as(UnitValues.I),
                                of("f", C),
                                of("s", VARIANT).as(VARIANT),
                                of("s", TIME).as(TIME))
                        .from(seen().asTable("s"))
                        .join(FIRSTS.as("f"))
                        .on(of("s", UNIT).eq(of("f", UNIT)))
                        .where(of("f", V).ne(of("f", LAST))));
        CommonTableExpression<?> crossers = name("crossers")
                .as(select(
                                UnitValues.I,
                                Functions.valueAtMin(VARIANT, TIME, VARIANT).as(VARIANT))
                        .from(met)
                        .groupBy(UnitValues.I));
        Field<Long> crossed = Functions.micros(DSL.min(of("m", TIME)));
        return DSL.with(met, crossers)
                .select(
                        of("x", UnitValues.I),
                        place(of("x", VARIANT)).cast(SQLDataType.TINYINT).as(V),
                        DSL.when(crossed.lt(Functions.element(closes, of("m", C))), looksUntil(crossed))
                                .cast(SQLDataType.INTEGER)
                                .as(K))
                .from(crossers.as("x"))
                .join(met.as("m"))
                .on(of("x", UnitValues.I).eq(of("m", UnitValues.I)))
                .where(of("m", VARIANT).ne(of("x", VARIANT)))
                .groupBy(of("x", UnitValues.I), of("x", VARIANT), of("m", C));
    }

    private static <T> Field<T> of(String table, Field<T> column) {
        return field(name(table, column.getName()), column.getDataType());
    }

    /** The units. */
    Select<?> exposed() {
        Field<Integer> variant = DSL.coalesce(of("x", V), of("f", V));
        List<SelectField<?>> columns = new ArrayList<>(List.of(
                Functions.ROW.cast(SQLDataType.INTEGER).as(UnitValues.I),
                of("f", UNIT),
                variant.as(V),
                of("f", C),
                of("f", UnitValues.EXPOSED_AT),
                of("x", K)));
        for (int segment = 0; segment < attributes.size(); segment++) {
            columns.add(of("f", s(segment)));
        }
        return select(columns)
                .from(FIRSTS.as("f"))
                .leftJoin(CROSSINGS.as("x"))
                .on(Functions.ROW.eq(of("x", UnitValues.I)))
                .where(variant.lt(inline(experiment.variants().size())));
    }

    /** The place of a variant; all that the definition does not name share the one behind the last. */
    private Field<Integer> place(Field<String> variant) {
        List<Variant> variants = experiment.variants();
        Field<Integer> place = inline(variants.size());
        for (int known = variants.size() - 1; known >= 0; known--) {
            place = DSL.when(variant.eq(inline(variants.get(known).key())), inline(known))
                    .otherwise(place);
        }
        return place;
    }

    static Field<String> s(int segment) {
        return field(name("s_" + segment), String.class);
    }

    /** The units' values of the attributes that they are split by. */
    private List<SelectField<?>> segments(Field<String> attributesOfUnit) {
        List<SelectField<?>> columns = new ArrayList<>();
        for (int segment = 0; segment < attributes.size(); segment++) {
            Field<String> value = Functions.member(attributesOfUnit, attributes.get(segment));
            columns.add(DSL.coalesce(DSL.nullif(DSL.substring(value, 1, MAX_VALUE), inline("")), inline(Segment.NONE))
                    .as(s(segment)));
        }
        return columns;
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

    /** For each cohort its units and a number that changes with who they are: and with which of them a look excludes: they too tell the places of its sums. */
    static Select<?> signatures(int look, int segments) {
        List<Field<?>> unitColumns = new ArrayList<>(List.of(UNIT, V, UnitValues.EXPOSED_AT));
        for (int segment = 0; segment < segments; segment++) {
            unitColumns.add(s(segment));
        }
        unitColumns.add(DSL.coalesce(field(K.le(inline(look))), inline(false)));
        Field<Object> unit = field("hash({0})", Object.class, DSL.list(unitColumns));
        return select(C, DSL.count(), field("bit_xor({0})", Object.class, unit).cast(SQLDataType.VARCHAR))
                .from(EXPOSED)
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

    /** How many of the units were exposed before the test window too, by cohort and looks that were over at their exposure. */
    Select<?> early(Collection<String> earlier) {
        return select(C, looksUntil(UnitValues.EXPOSED_AT).as(J), DSL.count())
                .from(EXPOSED)
                .where(UNIT.in(select(UNIT)
                        .from(Functions.files(earlier))
                        .where(EXPERIMENT.eq(inline(experiment.key())))
                        .and(TIME.lt(literal(experiment.start())))))
                .groupBy(C, looksUntil(UnitValues.EXPOSED_AT));
    }

    /** Returns the statements that make {@code exposed}, in order. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(Functions.table(FIRSTS, firsts()));
        statements.add(Functions.table(CROSSINGS, crossings()));
        statements.add(Functions.view(EXPOSED, exposed()));
        return statements;
    }
}
