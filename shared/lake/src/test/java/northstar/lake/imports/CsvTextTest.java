package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import northstar.lake.Activity;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    private static final String HEAD = "unit,event,at,id,note\n";

    private static Gathered read(String rows) {
        return Gathered.of(Vendor.CSV, "x.csv", HEAD + rows);
    }

    private static String row(String id, String note) {
        return "u1,order,1790848800," + id + "," + note + "\n";
    }

    @Test
    void read_quotedCells_mayHoldCommasMarksAndLines() {
        Gathered gathered = read(row("1", "\"a, \"\"b\"\"\nc\"") + row("2", "5\" pipe") + row("3", "\"\""));

        assertThat(gathered.activities)
                .extracting(Activity::properties)
                .containsExactly("{\"note\":\"a, \\\"b\\\"\\nc\"}", "{\"note\":\"5\\\" pipe\"}", null);
    }

    @Test
    void read_windowsLinesAndByteOrderMark_areNothingSpecial() {
        Gathered gathered =
                Gathered.of(Vendor.CSV, "x.csv", "\uFEFFunit,event,at,note\r\n\r\nu1,order,1790848800,\"x\"\r\n");

        assertThat(gathered.refusals).isEmpty();
        assertThat(gathered.activities).extracting(Activity::properties).containsExactly("{\"note\":\"x\"}");
    }

    @Test
    void read_markThatIsNeverClosed_spoilsItsOwnLineOnly() {
        Gathered gathered = read(row("1", "\"open") + row("2", "b") + row("3", "c"));

        assertThat(gathered.refusals)
                .containsExactly("line 2: cell == in quotation marks without an end, must end with quotation marks");
        assertThat(gathered.activities).extracting(Activity::id).containsExactly("2", "3");
    }

    @Test
    void read_markThatIsNeverClosedBeforeMuchText_spoilsItsOwnLineOnly() {
        StringBuilder rows = new StringBuilder(row("open", "\"open"));
        for (int i = 0; i < 60_000; i++) {
            rows.append(row("i" + i, "b"));
        }

        Gathered gathered = read(rows.toString());

        assertThat(gathered.refusals).hasSize(1);
        assertThat(gathered.taken).isEqualTo(60_000);
    }

    @Test
    void read_textAfterAClosingMark_isRefused() {
        assertThat(read(row("1", "\"a\"b") + row("2", "c")).refusals)
                .containsExactly("line 2: cell == text after its closing quotation mark, must end there");
    }

    @Test
    void read_otherNumberOfCells_isRefused() {
        assertThat(read("u1,order\n" + row("1", "a,b")).refusals)
                .containsExactly(
                        "line 2: cells == 2, must be 5, as in the header",
                        "line 3: cells == 6, must be 5, as in the header");
    }

    @Test
    void read_rowThatIsTooLong_isRefusedAndTheNextOnesRead() {
        Gathered gathered =
                read(row("1", "x".repeat(1_000_000)) + row("2", "\"" + "y".repeat(1_000_000) + "\"") + row("3", "z"));

        assertThat(gathered.refusals)
                .containsExactly(
                        "line 2: row == longer than 1000000 bytes, must be shorter",
                        "line 3: row == longer than 1000000 bytes, must be shorter");
        assertThat(gathered.activities).extracting(Activity::id).containsExactly("3");
    }

    @Test
    void read_bytesThatAreNoUtf8_areRefused() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEAD + "u1,order,1790848800,1,").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(row("2", "Zürich").getBytes(StandardCharsets.UTF_8));

        Gathered gathered = Gathered.of(Readers.of(Vendor.CSV, ImportOptions.UTC), "x.csv", bytes.toByteArray());

        assertThat(gathered.refusals).containsExactly("line 2: text == bytes that are no UTF-8, must be UTF-8");
        assertThat(gathered.activities).hasSize(1);
    }

    @Test
    void read_headerThatCannotBeRead_isOneRefusal() {
        byte[] utf16 = (HEAD + row("1", "a")).getBytes(StandardCharsets.UTF_16);

        assertThat(Gathered.of(Readers.of(Vendor.CSV, ImportOptions.UTC), "x.csv", utf16).refusals)
                .containsExactly("line 1: header: text == bytes that are no UTF-8, must be UTF-8");
    }

    @Test
    void read_nothing_givesNothing() {
        assertThat(Gathered.of(Vendor.CSV, "x.csv", "").read).isZero();
        assertThat(read("").read).isZero();
    }
}
