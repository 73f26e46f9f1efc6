package northstar.measurement;

import static northstar.measurement.Trial.mean;
import static northstar.measurement.Trial.ratio;
import static northstar.measurement.Trial.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import northstar.domain.Reason;
import northstar.domain.definition.Cap;
import northstar.domain.definition.DataSource.Events;
import northstar.domain.definition.DataSource.Missing;
import northstar.domain.definition.DataSource.MissingMetric;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitTableRefusalTest {
    private static final PinnedExperiment GIFTS =
            new Trial().metrics(mean("gift", "gift")).pinned();
    private static final PinnedExperiment GIFTS_OF_USERS = new Trial()
            .metrics(mean("gift", "gift"))
            .units("user", Map.of(), MissingMetric.REFUSE)
            .pinned();

    private final DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine());

    @TempDir
    Path folder;

    @AfterAll
    void close() {
        engine.close();
    }

    private String refusal(PinnedExperiment pinned, String table) {
        return refusal(pinned, "users.csv", table.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(PinnedExperiment pinned, String name, byte[] bytes) {
        Path file = folder.resolve(name);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        TableRefusedException refused = catchThrowableOfType(
                TableRefusedException.class,
                () -> UnitTable.open(engine, file, name).measure(pinned, Trial.END));
        assertThat(refused).as("must be refused").isNotNull().hasNoCause();
        return String.valueOf(refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "abc, a number",
        "'', a number",
        "1_000, a number",
        "0x1F, a number",
        "true, a number",
        "'1,5', a number",
        "1.2.3, a number",
        "NaN, a finite number",
        "inf, a finite number",
        "-Infinity, a finite number",
        "1e400, a finite number"
    })
    void measure_valueThatIsNoNumber_isRefusedWithItsLine(String text, String rule) {
        String table = "arm,gift\n" + "control,1\n".repeat(15) + "match,\"" + text + "\"\nmatch,2\nmatch,oops\n";

        assertThat(refusal(GIFTS, table)).isEqualTo("users.csv line 17: gift == \"" + text + "\", must be " + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0.5", "-1", "yes", "", "NaN"})
    void measure_proportionThatIsNeitherZeroNorOne_isRefused(String text) {
        PinnedExperiment pinned = new Trial().metrics(share("given", "given")).pinned();

        assertThat(refusal(pinned, "arm,given\ncontrol,0\nmatch,1.0\nmatch,\"" + text + "\"\n"))
                .isEqualTo("users.csv line 4: given == \"" + text + "\", must be 0 or 1");
    }

    @Test
    void measure_missingMetric_isRefusedUnlessAllowed() {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units(null, Map.of(), MissingMetric.REFUSE, "-999")
                .pinned();

        assertThat(refusal(pinned, "arm,gift\ncontrol,1\nmatch,-999.0\n"))
                .isEqualTo("users.csv line 3: gift == \"-999.0\", must be present where missing.metrics is refuse");
    }

    @Test
    void measure_covariateThatIsNoNumber_isRefused() {
        PinnedExperiment pinned =
                new Trial().metrics(mean("gift", "gift")).covariates("freq").pinned();

        assertThat(refusal(pinned, "arm,gift,freq\ncontrol,1,2\nmatch,1,\n"))
                .isEqualTo("users.csv line 3: freq == \"\", must be a number");
    }

    @Test
    void measure_partOfARatio_isRefusedByItsColumn() {
        PinnedExperiment pinned =
                new Trial().metrics(ratio("rate", "orders", "visits")).pinned();

        assertThat(refusal(pinned, "arm,orders,visits\ncontrol,1,2\nmatch,1,many\n"))
                .isEqualTo("users.csv line 3: visits == \"many\", must be a number");
    }

    @Test
    void measure_longText_isCut() {
        assertThat(refusal(GIFTS, "arm,gift\ncontrol," + "x".repeat(500) + "\n"))
                .isEqualTo("users.csv line 2: gift == \"" + "x".repeat(80) + "…\", must be a number");
    }

    @Test
    void measure_unknownVariant_isRefusedWithItsLine() {
        assertThat(refusal(GIFTS, "arm,gift\ncontrol,1\nother,1\n"))
                .isEqualTo("users.csv line 3: arm == \"other\", must be one of \"control\", \"match\"");
    }

    @Test
    void measure_variantOutsideItsValues_isRefusedWithThem() {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units(null, Map.of("0", "control", "1", "match"), MissingMetric.REFUSE)
                .pinned();

        assertThat(refusal(pinned, "arm,gift\n0,1\ncontrol,1\n"))
                .isEqualTo("users.csv line 3: arm == \"control\", must be one of \"0\", \"1\"");
    }

    @Test
    void measure_valuesOfAnUnknownVariant_isRefused() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .units(null, Map.of("0", "control", "1", "other"), MissingMetric.REFUSE)
                .pinned();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(pinned))
                .withMessage("data.units.variant.values[\"1\"] == \"other\", must be one of the experiment's variants");
    }

    private void measure(PinnedExperiment pinned) throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), "arm,gift\n0,1\n1,1\n");
        UnitTable.open(engine, file, "users.csv").measure(pinned, Trial.END);
    }

    @Test
    void measure_sameUnitTwice_isRefusedWithItsLinesAndWithoutItsId() {
        String table =
                "user,arm,gift\nann,control,1\nbob,match,1\ncid,match,2\nbob,match,3\nbob,match,4\nbob,match,4\n";

        assertThat(refusal(GIFTS_OF_USERS, table))
                .isEqualTo(
                        "users.csv lines 3, 5, 6: user == the same unit in variant \"match\", must be in one row only");
    }

    @Test
    void measure_severalUnitsTwice_isRefusedWithTheFirst() {
        String table = "user,arm,gift\nann,control,1\nbob,match,1\nann,match,2\nbob,match,3\nann,control,4\n";

        assertThat(refusal(GIFTS_OF_USERS, table))
                .isEqualTo("users.csv lines 2, 6: user == the same unit in variant \"control\" (and 1 more),"
                        + " must be in one row only");
    }

    @Test
    void measure_emptyUnit_isRefused() {
        assertThat(refusal(GIFTS_OF_USERS, "user,arm,gift\nann,control,1\n,match,1\n,match,1\n"))
                .isEqualTo("users.csv line 3: user == \"\", must not be empty");
    }

    @Test
    void measure_missingColumn_isRefusedWithThoseThereAre() {
        assertThat(refusal(GIFTS, "arm,gifts\ncontrol,1\n"))
                .isEqualTo("users.csv: column \"gift\" == absent, must be one of \"arm\", \"gifts\"");
    }

    @Test
    void measure_missingFieldOfNdjson_isRefused() {
        byte[] rows = "{\"arm\": \"control\", \"gifts\": 1}\n".getBytes(StandardCharsets.UTF_8);

        assertThat(refusal(GIFTS, "users.ndjson", rows))
                .isEqualTo("users.ndjson: column \"gift\" == absent, must be one of \"arm\", \"gifts\"");
    }

    @Test
    void measure_duplicateColumn_isRefused() {
        assertThat(refusal(GIFTS, "arm,gift,gift\ncontrol,1,2\n"))
                .isEqualTo("users.csv line 1: column \"gift\" == twice, must be named only once");
    }

    @Test
    void measure_columnNameOnTwoLines_isRefused() {
        assertThat(refusal(GIFTS, "arm,\"gift\nof all\"\ncontrol,1\n"))
                .isEqualTo("users.csv line 1: column name == two lines, must be on one line");
    }

    @Test
    void measure_tooManyColumns_isRefused() {
        StringBuilder head = new StringBuilder("arm,gift");
        for (int i = 0; i < 10_000; i++) {
            head.append(",c").append(i);
        }

        assertThat(refusal(GIFTS, head + "\ncontrol,1\n"))
                .isEqualTo("users.csv line 1: columns == 10002, must be at most 10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users.csv", "users.ndjson", "users.parquet", "users.csv.gz"})
    void measure_emptyFile_isRefused(String name) throws IOException {
        byte[] empty = name.endsWith(".gz") ? Gzip.packed(new byte[0]) : new byte[0];

        assertThat(refusal(GIFTS, name, empty)).isEqualTo(name + ": file == empty, must be a table with rows");
    }

    @Test
    void measure_blankLines_areRefused() {
        assertThat(refusal(GIFTS, "\n\n\n")).isEqualTo("users.csv: file == blank, must be a table with rows");
    }

    @Test
    void measure_headWithoutRows_isRefused() {
        assertThat(refusal(GIFTS, "arm,gift\n")).isEqualTo("users.csv: rows == 0, must be at least 1");
    }

    @Test
    void measure_ndjsonWithoutObjects_isRefused() {
        assertThat(refusal(GIFTS, "users.ndjson", new byte[] {'\n', '\n'}))
                .isEqualTo("users.ndjson: rows == 0, must be at least 1");
    }

    @Test
    void measure_absentFile_isRefused() {
        assertThatExceptionOfType(TableRefusedException.class)
                .isThrownBy(() -> UnitTable.open(engine, folder.resolve("no.csv"), "no.csv"))
                .withMessage("no.csv: file == absent, must be a file");
    }

    @Test
    void measure_otherEnding_isRefused() {
        assertThat(refusal(GIFTS, "users.xlsx", new byte[] {1}))
                .isEqualTo("users.xlsx: file name == \"users.xlsx\","
                        + " must be named .csv, .csv.gz, .parquet, .ndjson or .ndjson.gz");
    }

    @ParameterizedTest
    @CsvSource({
        "users.csv, 'users.csv line 1: text == not UTF-8, must be UTF-8'",
        "users.ndjson, 'users.ndjson line 1: text == not UTF-8, must be UTF-8'",
        "users.parquet, 'users.parquet: file == not readable as Parquet, must be an intact Parquet file'",
        "users.csv.gz, 'users.csv.gz: gzip == damaged, must be intact'"
    })
    void measure_binaryFile_isRefused(String name, String message) {
        byte[] noise = new byte[5_000];
        new SplittableRandom(3).nextBytes(noise);
        noise[0] = (byte) 0xFF;

        assertThat(refusal(GIFTS, name, noise)).isEqualTo(message);
    }

    @Test
    void measure_nullByte_isRefusedAsBinary() {
        assertThat(refusal(GIFTS, "ar\0m,gift\ncontrol,1\n"))
                .isEqualTo("users.csv line 1: text == binary data, must be text");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 300})
    void measure_truncatedGzip_isRefused(int missing) throws IOException {
        byte[] packed = Gzip.packed(Rows.csv(Rows.random(1, 200)).getBytes(StandardCharsets.UTF_8));
        byte[] truncated = Arrays.copyOf(packed, packed.length - missing);

        assertThat(refusal(GIFTS, "users.csv.gz", truncated))
                .isEqualTo("users.csv.gz: gzip == truncated, must be complete");
    }

    @Test
    void measure_gzipWithAWrongChecksum_isRefused() throws IOException {
        byte[] packed = Gzip.packed("arm,gift\ncontrol,1\nmatch,2\n".getBytes(StandardCharsets.UTF_8));
        packed[packed.length - 6] ^= 1;

        assertThat(refusal(GIFTS, "users.csv.gz", packed)).isEqualTo("users.csv.gz: gzip == damaged, must be intact");
    }

    @Test
    void measure_latin1Text_isRefusedWithItsLine() {
        byte[] table = "arm,gift\ncontrol,1\nmöglich,2\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal(GIFTS, "users.csv", table)).isEqualTo("users.csv line 3: text == not UTF-8, must be UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"'match', 1", "'match,1,2', 3"})
    void measure_raggedRow_isRefusedWithItsLine(String row, int cells) {
        assertThat(refusal(GIFTS, "arm,gift\ncontrol,1\n\n" + row + "\nmatch,1\n"))
                .isEqualTo("users.csv line 4: cells == " + cells + ", must be 2 as in the head");
    }

    @Test
    void measure_openQuotationMark_isRefusedWithItsLine() {
        assertThat(refusal(GIFTS, "arm,gift\ncontrol,1\nmatch,\"1\nmatch,2\n"))
                .isEqualTo("users.csv line 3: cell == a quotation mark without its partner, must be closed");
    }

    @Test
    void measure_textAfterAQuotedCell_isRefusedWithItsLine() {
        assertThat(refusal(GIFTS, "arm,gift\ncontrol,\"1\"0\n"))
                .isEqualTo("users.csv line 2: cell == text after a closing quotation mark,"
                        + " must be followed by a comma or the end of the line");
    }

    @Test
    void measure_mixedLineEnds_areRefusedWithTheirLine() {
        assertThat(refusal(GIFTS, "arm,gift\r\ncontrol,1\r\nmatch,1\nmatch,1\r\n"))
                .isEqualTo("users.csv line 3: line end == LF, must be CR LF as in the lines before");
    }

    @Test
    void measure_endlessRow_isRefusedWithItsLine() {
        assertThat(refusal(GIFTS, "arm,gift\ncontrol," + "9".repeat(2_000_001) + "\n"))
                .isEqualTo("users.csv line 2: row == longer than 2000000 characters, must be shorter");
    }

    @Test
    void measure_linesInsideCells_areCounted() {
        String table = "arm,note,gift\ncontrol,\"one\ntwo\r\nthree\",1\n\nmatch,\"a \"\"b\"\",\n\",2\nmatch,x,bad\n";

        assertThat(refusal(GIFTS, table)).isEqualTo("users.csv line 8: gift == \"bad\", must be a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void measure_anyLineEnd_isCountedOnce(String end) {
        String table = String.join(end, "\uFEFFarm,gift", "control,1", "", "match,bad", "");

        assertThat(refusal(GIFTS, table)).isEqualTo("users.csv line 4: gift == \"bad\", must be a number");
    }

    @Test
    void measure_badValueInNdjson_isRefusedWithItsLine() {
        String rows = "{\"arm\": \"control\", \"gift\": 1}\n\n{\"arm\": \"match\", \"gift\": {\"x\": 1}}\n";

        assertThat(refusal(GIFTS, "users.ndjson", rows.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("users.ndjson line 3: gift == \"{\"x\":1}\", must be a number");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "{\"arm\": , json == malformed; must be one object",
                "[1], json == array; must be an object",
                "{\"arm\":1} {\"arm\":2}, json == malformed; must be one object",
                "{\"arm\":\"match\"; \"arm\":\"match\"; \"gift\":1}, field == named twice; must be named only once"
            })
    void measure_badNdjson_isRefusedWithItsLine(String line, String message) {
        String rows = "{\"arm\": \"control\", \"gift\": 1}\n\n" + line.replace(';', ',') + "\n";

        assertThat(refusal(GIFTS, "users.ndjson", rows.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("users.ndjson line 3: " + message.replace(';', ','));
    }

    @Test
    void measure_badValueInParquet_isRefusedWithItsRow() throws Exception {
        Path file = folder.resolve("users.parquet");
        engine.execute("COPY (SELECT 'control' AS arm, 1.5 AS gift UNION ALL SELECT 'match', NULL) TO "
                + Sql.text(file.toString()) + " (FORMAT parquet)");

        assertThat(refusal(GIFTS, "users.parquet", Files.readAllBytes(file)))
                .isEqualTo("users.parquet row 2: gift == \"\", must be a number");
    }

    @Test
    void measure_sumThatNoDecimalHolds_isRefusedAsOverflow() throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), "arm,gift\ncontrol,1e13\nmatch,2\n");

        TableRefusedException refused = catchThrowableOfType(
                TableRefusedException.class,
                () -> UnitTable.open(engine, file, "users.csv").measure(GIFTS, Trial.END));

        assertThat(refused)
                .hasMessage("users.csv: sum of gift x gift x gift == up to 2 times 1.0E39,"
                        + " must be below 1e37: cap the metric or change its unit");
        assertThat(refused.reason()).contains(Reason.OVERFLOW);
    }

    @Test
    void measure_cappedMetric_doesNotOverflow() throws IOException {
        PinnedExperiment pinned =
                new Trial().metrics(mean("gift", "gift", new Cap.Value(100))).pinned();
        Path file = Files.writeString(folder.resolve("users.csv"), "arm,gift\ncontrol,1e13\nmatch,2\n");

        assertThat(UnitTable.open(engine, file, "users.csv")
                        .measure(pinned, Trial.END)
                        .units())
                .isEqualTo(2);
    }

    @Test
    void reason_otherRefusal_hasNone() {
        assertThat(TableRefusedException.of("users.csv", "rows == 0", "at least 1")
                        .reason())
                .isEmpty();
    }

    @Test
    void measure_otherDoor_isRefused() throws IOException {
        PinnedExperiment pinned =
                new Trial().metrics(mean("gift", "gift")).data(new Events()).pinned();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(pinned))
                .withMessage("data == another door, must be units");
    }

    @Test
    void measure_metricWithoutColumn_isRefused() throws IOException {
        PinnedExperiment pinned = new Trial().metrics(Trial.reported("gift")).pinned();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(pinned))
                .withMessage("metrics.gift.column == absent, must be a column of the unit table");
    }

    @Test
    void measure_metricThatNeedsEvents_isRefused() throws IOException {
        Metric last = new Metric.Last("plan", new Source.Column("plan"), Window.OPEN, Direction.UP);
        PinnedExperiment pinned = new Trial().metrics(last).pinned();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(pinned))
                .withMessage("metrics.plan.type == \"last\", must be mean, proportion or ratio in a unit table");
    }

    @Test
    void measure_unitInTheVariantColumn_isRefused() throws IOException {
        PinnedExperiment pinned = new Trial()
                .metrics(mean("gift", "gift"))
                .data(new Units("users.csv", "arm", "arm", Map.of(), Missing.NONE))
                .pinned();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(pinned))
                .withMessage("data.units.unit == \"arm\", must be another column than the variant's");
    }
}
