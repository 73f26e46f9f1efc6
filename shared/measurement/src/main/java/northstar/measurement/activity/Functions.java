package northstar.measurement.activity;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import northstar.lake.engine.Sql;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What the engine calls the functions that standard SQL lacks. A second engine needs another one of these and nothing else. */
final class Functions {
    static final DSLContext SQL = context();

    private static final int DAYS = 62;
    private static final long DAY = 86_400_000_000L;

    /** The number of a row of the table {@code f}, different for each. */
    static final Field<Integer> ROW = DSL.field(DSL.name("f", "rowid"), Integer.class);

    private Functions() {}

    private static DSLContext context() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        return DSL.using(
                SQLDialect.DUCKDB,
                new Settings()
                        .withStatementType(StatementType.STATIC_STATEMENT)
                        .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                        .withRenderFormatted(true)
                        .withExecuteLogging(false));
    }

    /** The rows of Parquet files. */
    static Table<?> files(Collection<String> paths) {
        return DSL.table(Sql.parquet(paths));
    }

    /** The statement that keeps the answer of a query for a while. */
    static String table(Table<?> table, Select<?> query) {
        return "CREATE OR REPLACE TEMPORARY TABLE " + table.getName() + " AS\n" + SQL.renderInlined(query);
    }

    /** The statement that gives a query a name. */
    static String view(Table<?> view, Select<?> query) {
        return "CREATE OR REPLACE TEMPORARY VIEW " + view.getName() + " AS\n" + SQL.renderInlined(query);
    }

    /** A time in microseconds since 1970. */
    static Field<Long> micros(Field<LocalDateTime> time) {
        return DSL.function("epoch_us", SQLDataType.BIGINT, time);
    }

    /** The number of the day, from 1970-01-01 in a zone. */
    static Field<Long> day(Field<LocalDateTime> time, ZoneId zone) {
        Field<?> local = zone.normalized().equals(ZoneOffset.UTC)
                ? time
                : DSL.field("timezone({0}, cast({1} as timestamptz))", Object.class, DSL.inline(zone.getId()), time);
        return DSL.field("date_diff('day', date '1970-01-01', cast({0} as date))", Long.class, local);
    }

    /** Returns whether the days of a span of so many microseconds are told apart by their numbers modulo {@value #DAYS}. */
    static boolean isBits(@Nullable Long length) {
        return length != null && length <= (DAYS - 2) * DAY;
    }

    /** The union of days, each as the bit of its number modulo {@value #DAYS}. */
    static org.jooq.AggregateFilterStep<Long> bitOfDay(Field<Long> day) {
        Field<?> bit = DSL.field(
                "cast(1 as bigint) << ((({0} % " + DAYS + ") + " + DAYS + ") % " + DAYS + ")", Long.class, day);
        return DSL.aggregate("bit_or", SQLDataType.BIGINT, bit);
    }

    /** How many bits are set. */
    static Field<Integer> bits(Field<Long> number) {
        return DSL.function("bit_count", SQLDataType.INTEGER, number);
    }

    /** A text if it is one of these, else null. It is carried and compared as a small number, which a join does faster. */
    static Field<String> oneOf(Field<String> text, Collection<String> texts) {
        return DSL.field(
                "try_cast({0} as enum({1}))",
                String.class, text, DSL.list(texts.stream().map(DSL::inline).toList()));
    }

    /** 26 bits of the MD5 of a name. */
    static Field<Integer> firstBits(Field<String> name) {
        return DSL.field("cast(md5_number_upper({0}) >> 38 as integer)", Integer.class, name);
    }

    /** 63 bits of it that are none of the first. */
    static Field<Long> otherBits(Field<String> name) {
        return DSL.field("cast(md5_number_lower({0}) >> 1 as bigint)", Long.class, name);
    }

    /** The eight bytes of a number that is not negative, the highest first. */
    static Field<byte[]> bytes(Field<Long> number) {
        return DSL.field("unhex(printf('%016x', {0}))", byte[].class, number);
    }

    /** A member of a JSON object as text; null if it is not there or null. */
    static Field<String> member(Field<String> json, String key) {
        String path = "$.\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return DSL.function("json_extract_string", SQLDataType.VARCHAR, json, DSL.inline(path));
    }

    /** The number below 1e15 that a text reads as, or null. */
    static Field<Double> number(Field<String> text) {
        Field<Double> number = DSL.field("try_cast({0} as double)", Double.class, text);
        return DSL.when(isAmount(number), number);
    }

    /** The bound of an activity's value; what lies beyond is no amount, and decimals do not hold it. */
    private static Condition isAmount(Field<Double> number) {
        return DSL.condition("abs({0}) < 1e15", number);
    }

    static Condition matches(Field<String> text, String regex) {
        return DSL.condition("regexp_matches({0}, {1})", text, DSL.inline(regex));
    }

    /** Values as decimals of 12 places, so that their sum does not depend on their order. */
    static Field<BigDecimal> decimal(Field<Double> value) {
        return value.cast(SQLDataType.DECIMAL(38, 12));
    }

    /** The nearest whole number as a decimal of 38 digits. */
    static Field<BigDecimal> whole(Field<?> value) {
        return value.cast(SQLDataType.DECIMAL(38, 0));
    }

    static Field<Double> real(Field<?> value) {
        return value.cast(SQLDataType.DOUBLE);
    }

    static Field<Long> integer(Field<?> value) {
        return value.cast(SQLDataType.BIGINT);
    }

    /** The value that goes with the largest order. */
    static <T> org.jooq.AggregateFilterStep<T> valueAtMax(Field<T> value, Field<?>... order) {
        return DSL.aggregate("arg_max", value.getDataType(), value, row(order));
    }

    /** The value that goes with the smallest order. */
    static <T> org.jooq.AggregateFilterStep<T> valueAtMin(Field<T> value, Field<?>... order) {
        return DSL.aggregate("arg_min_null", value.getDataType(), value, row(order));
    }

    private static Field<?> row(Field<?>... order) {
        return DSL.field("row({0})", Object.class, DSL.list(order));
    }

    /** All values, as a list. */
    static org.jooq.AggregateFilterStep<Object> list(Field<?> value) {
        return DSL.aggregate("list", SQLDataType.OTHER, value);
    }

    /** The list of one value. */
    static Field<Object> listOf(Field<?> value) {
        return DSL.function("list_value", SQLDataType.OTHER, value);
    }

    /** The smallest value of a list that is not before a bound, or is after it. */
    static Field<Long> firstFrom(Field<?> list, Field<Long> bound, boolean isStrict) {
        String comparison = isStrict ? ">" : ">=";
        return DSL.field("list_min(list_filter({0}, lambda z : z " + comparison + " {1}))", Long.class, list, bound);
    }

    /** Continuous quantiles (type 7), one for each level. */
    static Field<Object> quantiles(Field<Double> value, List<Double> levels) {
        String list = levels.stream().map(Sql::number).collect(Collectors.joining(", "));
        return DSL.field("quantile_cont({0}, [" + list + "])", Object.class, value);
    }

    /** The element of a list of whole numbers, by its place from 0. */
    static Field<Long> element(List<Long> list, Field<? extends Number> place) {
        String literals = list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return DSL.field("([" + literals + "])[{0} + 1]", Long.class, place);
    }

    /** The whole part of a quotient of a number that is not negative. */
    static Field<Long> quotient(Field<Long> value, long divisor) {
        return DSL.function("divide", SQLDataType.BIGINT, value, DSL.inline(divisor));
    }
}
