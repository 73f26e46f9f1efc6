package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every importer on spoilt copies of its fixtures: whatever stands there is taken or refused with a reason. */
class FuzzTest {
    private static final int ROUNDS = 25;
    private static final List<String> FILES = List.of(
            "amplitude/fivetran_seed_event.csv",
            "mixpanel/openapi_example_export.jsonl",
            "mixpanel/fivetran_seed_event.csv",
            "ga4/dbt_ga4_nested_events.jsonl",
            "ga4/fivetran_seed_event.csv",
            "segment/spec_examples.jsonl",
            "segment/dbt_segment_pages_seed.csv");
    private static final List<String> WRONG = List.of(
            "null", "[]", "{}", "-1", "1e400", "\"\"", "true", "NaN", "\"\\ud800\"", "[{\"a\":[[[]]]}]", "\"\\u0000\"");

    static Stream<Arguments> spoilt() {
        return FILES.stream().flatMap(file -> Stream.of(1, 2, 3).map(seed -> Arguments.of(file, seed)));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void read_spoiltFixture_takesOrRefusesEveryRecord(String name, int seed) throws IOException {
        byte[] fixture = Files.readAllBytes(FixturesTest.fixture(name));
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] spoilt = spoil(fixture, random);
            boolean isPacked = random.nextInt(4) == 0;
            byte[] content = isPacked ? spoilPacked(ArchiveTest.gzip(spoilt), random) : spoilt;
            String file = random.nextInt(3) == 0 ? "export" : name.substring(name.indexOf('/') + 1);

            Gathered gathered = Gathered.of(Readers.of("imports/" + name).orElseThrow(), file, content);

            assertThat(gathered.read)
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(gathered.taken + gathered.duplicates + gathered.refused)
                    .isGreaterThanOrEqualTo(lines(spoilt) < 2 || isPacked ? 0 : 1);
            if (!isPacked && name.endsWith(".jsonl") && !file.equals("export")) {
                assertThat(gathered.read).as("seed %d, round %d", seed, round).isEqualTo(lines(spoilt));
            }
        }
    }

    private static long lines(byte[] text) {
        return Arrays.stream(new String(text, StandardCharsets.ISO_8859_1).split("\n"))
                .filter(line -> !line.replaceAll("[ \t\r]", "").isEmpty())
                .count();
    }

    private static byte[] spoil(byte[] fixture, SplittableRandom random) {
        byte[] spoilt = fixture;
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            spoilt = switch (random.nextInt(7)) {
                case 0 -> Arrays.copyOf(spoilt, random.nextInt(1, spoilt.length));
                case 1 -> flipped(spoilt, random);
                case 2 -> replaced(spoilt, WRONG.get(random.nextInt(WRONG.size())), random);
                case 3 -> replaced(spoilt, '"' + "x".repeat(1_000_000) + '"', random);
                case 4 -> without(spoilt, random);
                case 5 -> between(spoilt, "Zürich".getBytes(StandardCharsets.ISO_8859_1), random);
                default -> between(spoilt, "\"\n,{\r\n".getBytes(StandardCharsets.UTF_8), random);
            };
        }
        return spoilt;
    }

    private static byte[] spoilPacked(byte[] packed, SplittableRandom random) {
        return random.nextBoolean()
                ? Arrays.copyOf(packed, random.nextInt(3, packed.length))
                : Arrays.copyOf(flipped(packed, random), packed.length);
    }

    private static byte[] flipped(byte[] text, SplittableRandom random) {
        byte[] flipped = text.clone();
        for (int i = 0; i < 5; i++) {
            flipped[random.nextInt(Math.min(3, text.length - 1), text.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    /** Puts something else in place of a value. */
    private static byte[] replaced(byte[] text, String value, SplittableRandom random) {
        int from = indexOf(text, (byte) (random.nextBoolean() ? ':' : ','), random.nextInt(text.length));
        int to = indexOf(text, (byte) ',', Math.min(from + 1, text.length - 1));
        return joined(
                Arrays.copyOf(text, Math.min(from + 1, to)), value.getBytes(StandardCharsets.UTF_8), tail(text, to));
    }

    /** Takes a member or a cell away. */
    private static byte[] without(byte[] text, SplittableRandom random) {
        int from = indexOf(text, (byte) ',', random.nextInt(text.length));
        int to = indexOf(text, (byte) ',', Math.min(from + 1, text.length - 1));
        byte[] rest = joined(Arrays.copyOf(text, Math.min(from, to)), new byte[0], tail(text, to));
        return rest.length < 2 ? text : rest;
    }

    private static byte[] between(byte[] text, byte[] more, SplittableRandom random) {
        int at = random.nextInt(text.length);
        return joined(Arrays.copyOf(text, at), more, tail(text, at));
    }

    private static int indexOf(byte[] text, byte what, int from) {
        for (int i = from; i < text.length; i++) {
            if (text[i] == what) {
                return i;
            }
        }
        return text.length - 1;
    }

    private static byte[] tail(byte[] text, int from) {
        return Arrays.copyOfRange(text, from, text.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
