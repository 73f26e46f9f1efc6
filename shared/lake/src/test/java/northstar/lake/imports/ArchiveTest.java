package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import northstar.lake.Activity;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(
                            "{\"event_type\":\"order\",\"user_id\":\"u1\",\"event_time\":\"2026-10-01 10:00:00\",\"uuid\":\"id")
                    .append(i)
                    .append("\"}\n");
        }
        return lines.toString();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String content) {
        return gzip(content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String name, byte[] first, String other, byte[] second) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("118/"));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(first);
            zip.putNextEntry(new ZipEntry(other));
            zip.write(second);
        }
        return bytes.toByteArray();
    }

    private static Gathered read(String name, byte[] content) {
        return Gathered.of(Readers.of(Vendor.AMPLITUDE, ImportOptions.UTC), name, content);
    }

    @Test
    void read_zipOfGzips_readsAllOfThem() throws IOException {
        byte[] zip = zip("118/a#0.json.gz", gzip(lines(0, 2)), "118/b#1.json.gz", gzip(lines(2, 3) + "{}\n"));

        Gathered gathered = read("export.zip", zip);

        assertThat(gathered.activities).extracting(Activity::id).containsExactly("id0", "id1", "id2");
        assertThat(gathered.refusals).containsExactly("118/b#1.json.gz line 2: event_type == absent, must be given");
    }

    @Test
    void read_gzip_isToldByItsContentNotItsName() {
        assertThat(read("export", gzip(lines(0, 3))).taken).isEqualTo(3);
        assertThat(read("export.json.gz", gzip(gzip(lines(0, 3)))).taken).isEqualTo(3);
    }

    @Test
    void read_gzipBrokenOff_refusesTheRest() {
        byte[] whole = gzip(lines(0, 20_000));

        Gathered gathered = read("x.json.gz", Arrays.copyOf(whole, whole.length / 2));

        assertThat(gathered.taken).isBetween(1_000, 19_000);
        assertThat(gathered.refusals).hasSize(1);
        assertThat(gathered.refusals.getFirst())
                .isEqualTo("line " + (gathered.taken + 1) + ": archive == damaged, must be whole");
    }

    @Test
    void read_gzipBrokenInAZip_readsTheOthers() throws IOException {
        byte[] broken = gzip(lines(0, 3));
        Gathered gathered = read("x.zip", zip("a.json.gz", Arrays.copyOf(broken, 5), "b.json.gz", gzip(lines(3, 5))));

        assertThat(gathered.activities).extracting(Activity::id).containsExactly("id3", "id4");
        assertThat(gathered.refusals).containsExactly("a.json.gz: archive == damaged, must be whole");
    }

    @Test
    void read_zipBrokenOff_refusesTheRest() throws IOException {
        byte[] whole = zip("a.json", lines(0, 5).getBytes(StandardCharsets.UTF_8), "b.json", new byte[100]);

        Gathered gathered = read("x.zip", Arrays.copyOf(whole, 150));

        assertThat(gathered.refusals).isNotEmpty().allMatch(line -> line.endsWith("archive == damaged, must be whole"));
    }

    @Test
    void read_archivesWithinArchives_endSomewhere() {
        byte[] deep = gzip(lines(0, 1));
        for (int i = 0; i < 4; i++) {
            deep = gzip(deep);
        }

        assertThat(read("x", deep).refusals)
                .containsExactly("archive: archive == in more than 4 others, must be in fewer");
    }

    @Test
    void read_tableWithoutEnding_isToldByItsContent() {
        assertThat(read(
                                "x",
                                "event_type,user_id,event_time\norder,u1,2026-10-01 10:00:00\n"
                                        .getBytes(StandardCharsets.UTF_8))
                        .taken)
                .isEqualTo(1);
    }
}
