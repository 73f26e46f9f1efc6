package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawReaderTest {
    private static final String GOOD = TestLake.activity("a", "2026-10-01T00:00:00Z", "u", 1);

    @TempDir
    private Path folder;

    private static final class Taken implements Intake {
        private final List<Object> taken = new ArrayList<>();
        private final List<Instant> received = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();

        @Override
        public void accept(Contents contents, @Nullable Instant receivedAt) {
            taken.addAll(contents.exposures());
            taken.addAll(contents.activities());
            received.add(receivedAt);
        }

        @Override
        public void refuse(String position, String reason, String text) {
            refused.add(position + ": " + reason);
            texts.add(text);
        }
    }

    private Taken read(String name, byte[] content) throws IOException {
        Taken taken = new Taken();
        new RawReader().read(Files.write(folder.resolve("object"), content), name, taken);
        return taken;
    }

    private Taken read(String... lines) throws IOException {
        return read("x.ndjson", TestLake.text(lines));
    }

    @Test
    void read_bareDetails_areTaken() throws IOException {
        Taken taken = read(
                "{\"variant\":\"control\",\"experiment\":\"checkout\",\"unit\":\"u1\",\"at\":\"2026-10-01T02:00:00+02:00\",\"attributes\":{ \"b\": 1, \"a\": [\"x y\"] }}",
                "{\"unit\":\"u1\",\"event\":\"bought\",\"at\":\"2026-10-01T00:00:00.123456789Z\",\"id\":\"i1\",\"value\":-1.5e2,\"properties\":{}}");
        assertThat(taken.refused).isEmpty();
        assertThat(taken.taken)
                .containsExactly(
                        new Exposure(
                                "checkout",
                                "control",
                                "u1",
                                Instant.parse("2026-10-01T00:00:00Z"),
                                "{\"b\":1,\"a\":[\"x y\"]}"),
                        new Activity("u1", "bought", Instant.parse("2026-10-01T00:00:00.123456Z"), "i1", -150.0, "{}"));
        assertThat(taken.received).containsExactly(null, null);
    }

    @Test
    void read_envelope_itsTimeIsWhenItWasReceived() throws IOException {
        Taken taken =
                read("{\"version\":\"0\",\"time\":\"2026-10-02T00:00:00Z\",\"resources\":[],\"detail\":" + GOOD + "}");
        assertThat(taken.received).containsExactly(Instant.parse("2026-10-02T00:00:00Z"));
    }

    @Test
    void read_batch_isARecordPerEvent() throws IOException {
        String batch = "{\"batch\":[" + GOOD + ",{\"unit\":\"u\"},7," + GOOD + "]}";
        Taken taken = read(batch, TestLake.received("2026-10-02T00:00:00Z", batch));
        assertThat(taken.taken).hasSize(4);
        assertThat(taken.refused)
                .containsExactly(
                        "line 1, batch[1]: $.batch[1] == {\"unit\":\"u\"}, must have variant or event",
                        "line 1, batch[2]: $.batch[2] == 7, must be an object",
                        "line 2, batch[1]: $.detail.batch[1] == {\"unit\":\"u\"}, must have variant or event",
                        "line 2, batch[2]: $.detail.batch[2] == 7, must be an object");
        assertThat(taken.texts.getFirst()).isEqualTo("{\"unit\":\"u\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]|$ == [], must be an object",
                "{\"batch\":[]}|$.batch == [], must be a list of at least one",
                "{\"batch\":{}}|$.batch == {}, must be a list of at least one",
                "{\"batch\":[1],\"x\":1}|$.\"x\" == unknown key, must be one of batch",
                "{\"detail\":null}|$.detail == null, must be an object",
                "{\"detail\":7}|$.detail == 7, must be an object",
                "{\"time\":7,\"detail\":{}}|$.time == 7, must be an instant with an offset such as 2026-10-01T00:00:00Z",
                "{\"event\":\"e\"}|$.unit == nothing, must be given",
                "{\"event\":\"e\",\"unit\":7}|$.unit == 7, must be a text",
                "{\"event\":\"e\",\"variant\":\"v\"}|$.\"event\" == unknown key, must be one of experiment, variant, unit, at, attributes",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"now\"}|$.at == \"now\", must be an instant with an offset such as 2026-10-01T00:00:00Z",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"i\",\"value\":\"7\"}|$.value == \"7\", must be a number",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"i\",\"value\":1e15}|$.value == 1.0E15, must be a number with an absolute value below 1e15",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"i\",\"value\":1e999}|$.value == Infinity, must be a number with an absolute value below 1e15",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"\"}|$.id.length == 0, must be in [1, 200]",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"a\\u0000\"}|$.id == a control character at 2, must be free of control characters",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"+300000-10-01T00:00:00Z\",\"id\":\"i\"}|$.at == +300000-10-01T00:00:00Z, must be in [-290000-01-01T00:00:00Z, +294000-12-31T23:59:59.999999Z]",
                "{\"time\":\"+300000-10-01T00:00:00Z\",\"detail\":{}}|$.time == +300000-10-01T00:00:00Z, must be in [-290000-01-01T00:00:00Z, +294000-12-31T23:59:59.999999Z]",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"i\",\"properties\":[]}|$.properties == [], must be an object",
                "{\"event\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\",\"id\":\"i\",\"properties\":{\"a\":[{\"\":1}]}}|$.properties.\"\".length == 0, must be in [1, 200]",
                "{\"variant\":\"V\",\"experiment\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\"}|$.variant == \"V\", must match ^[a-z0-9][a-z0-9-]{0,47}$",
                "{\"variant\":\"v\",\"experiment\":\"-e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\"}|$.experiment == \"-e\", must match ^[a-z0-9][a-z0-9-]{0,47}$",
                "{\"variant\":\"\",\"experiment\":\"e\",\"unit\":\"u\",\"at\":\"2026-10-01T00:00:00Z\"}|$.variant == \"\", must match ^[a-z0-9][a-z0-9-]{0,47}$",
                "{|character 2 == the end, must be a key in quotation marks",
            })
    void read_wrong_isRefusedWithPathAndRule(String line, String reason) throws IOException {
        Taken taken = read(GOOD, line, GOOD);
        assertThat(taken.refused).containsExactly("line 2: " + reason);
        assertThat(taken.texts).containsExactly(line);
        assertThat(taken.taken).hasSize(2);
    }

    @Test
    void read_longProperties_areRefused() throws IOException {
        String line = GOOD.replace("\"value\":1", "\"properties\":{\"a\":\"" + "x".repeat(20_000) + "\"}");
        assertThat(read(line).refused).containsExactly("line 1: $.properties.length == 20008, must be at most 20000");
    }

    @Test
    void read_longLine_isRefusedAndCut() throws IOException {
        Taken taken = read(GOOD, "x".repeat(Lines.MAX_LINE + 70_000), GOOD);
        assertThat(taken.refused).containsExactly("line 2: line.length == more than 1048576 bytes, must be less");
        assertThat(taken.texts.getFirst()).hasSize(Intake.MAX_KEPT);
        assertThat(taken.taken).hasSize(2);
    }

    @Test
    void read_longestLine_isRead() throws IOException {
        Taken taken = read(GOOD + " ".repeat(Lines.MAX_LINE - GOOD.length()), GOOD);
        assertThat(taken.taken).hasSize(2);
    }

    @Test
    void read_bytesThatAreNoText_areRefused() throws IOException {
        byte[] text = TestLake.text(GOOD, GOOD.replace("\"u\"", "\"u#\""), GOOD.replace("\"u\"", "\"\uFFFD\""));
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == '#' ? (byte) 0xC3 : text[i];
        }
        Taken taken = read("x.ndjson", text);
        assertThat(taken.refused).containsExactly("line 2: line == bytes that are no text, must be UTF-8");
        assertThat(taken.taken).hasSize(2);
    }

    @Test
    void read_byteOrderMarkBlankLinesAndReturns_arePassedOver() throws IOException {
        Taken taken = read("\uFEFF" + GOOD + "\r", "", " \t\r", "[]\r");
        assertThat(taken.taken).hasSize(1);
        assertThat(taken.refused).containsExactly("line 4: $ == [], must be an object");
    }

    @Test
    void read_gzip_isUnpackedMemberByMember() throws IOException {
        byte[] first = TestLake.gzip(TestLake.text(GOOD + "\n"));
        byte[] both = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(first, 0, both, first.length, first.length);
        assertThat(read("X.NDJSON.GZ", both).taken).hasSize(2);
    }

    @Test
    void read_truncatedGzip_takesWhatIsThereAndRefusesTheRest() throws IOException {
        String[] lines = new String[5_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = TestLake.activity("id" + i * 7_919, "2026-10-01T00:00:00Z", "unit" + i, i);
        }
        byte[] packed = TestLake.gzip(TestLake.text(lines));
        Taken taken = read("x.gz", Arrays.copyOf(packed, packed.length / 2));
        assertThat(taken.taken).hasSizeBetween(1_000, 4_000);
        assertThat(taken.refused)
                .containsExactly(
                        "line " + (taken.taken.size() + 1) + ": archive == damaged from here, must be a whole gzip");
    }

    @Test
    void read_noGzipAtAll_isOneRefusedRecord() throws IOException {
        assertThat(read("x.gz", TestLake.text(GOOD)).refused)
                .containsExactly("line 1: archive == damaged, must be a whole gzip");
        assertThat(read("x.gz", new byte[0]).refused).isEmpty();
    }

    @Test
    void read_somethingBehindTheGzip_isRefused() throws IOException {
        byte[] packed = TestLake.gzip(TestLake.text(GOOD));
        byte[] more = Arrays.copyOf(packed, packed.length + 40);
        Taken taken = read("x.gz", more);
        assertThat(taken.taken.size() + taken.refused.size()).isGreaterThanOrEqualTo(1);
        assertThat(taken.refused).containsExactly("line 1: archive == damaged from here, must be a whole gzip");
    }

    @Test
    void read_noFile_throws() {
        assertThatThrownBy(() -> new RawReader().read(folder.resolve("none"), "x.ndjson", new Taken()))
                .isInstanceOf(NoSuchFileException.class);
    }
}
