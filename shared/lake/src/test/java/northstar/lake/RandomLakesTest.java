package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lakes that grow, are restated, delivered twice and sealed in between, beside the rule itself in plain Java. */
class RandomLakesTest {
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    @TempDir
    private Path folder;

    private record Said(String unit, Instant at, String id, int value, Instant received) {
        String payload() {
            char split = (char) 31;
            long micros = at.getEpochSecond() * 1_000_000;
            return unit + split + "bought" + split + micros + split + value + ".0" + split;
        }

        String hash() {
            try {
                byte[] hash = MessageDigest.getInstance("MD5").digest(payload().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        LocalDate day() {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        boolean isBefore(Said other) {
            return Comparator.comparing(Said::received)
                            .thenComparing(Said::hash)
                            .compare(this, other)
                    < 0;
        }

        boolean isSameThing(Said other) {
            return id.equals(other.id) && Math.abs(ChronoUnit.DAYS.between(day(), other.day())) <= 7;
        }

        String line() {
            return TestLake.received(received.toString(), TestLake.activity(id, at.toString(), unit, value));
        }

        String row() {
            String time = at.toString().replace('T', ' ').replace("Z", "");
            return unit + "|bought|" + time + "|" + id + "|" + value + ".0|null";
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void seal_randomSequence_isTheRule(long seed) {
        Random random = new Random(seed);
        TestLake lake = new TestLake(folder);
        Map<String, List<Said>> objects = new TreeMap<>();
        for (int step = 0; step < 14; step++) {
            String key = "raw/" + random.nextInt(8) + ".ndjson";
            List<Said> said = said(random);
            objects.put(key, said);
            lake.put(key, said.stream().map(Said::line).toArray(String[]::new));
            lake.landing().land(key);
            if (random.nextBoolean()) {
                lake.landing().land(key);
            }
            if (random.nextBoolean()) {
                LocalDate from = LocalDate.parse("2026-10-01").plusDays(random.nextInt(20));
                LocalDate to = from.plusDays(random.nextInt(6));
                check(lake, objects, from, to);
            }
        }
        check(lake, objects, LocalDate.MIN, LocalDate.MAX);
    }

    private static List<Said> said(Random random) {
        List<Said> said = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            said.add(new Said(
                    "u" + random.nextInt(3),
                    START.plus(random.nextInt(20), ChronoUnit.DAYS).plusSeconds(1 + random.nextInt(2)),
                    "i" + random.nextInt(10),
                    random.nextInt(2),
                    START.plus(30 + random.nextInt(3), ChronoUnit.DAYS)));
        }
        return said;
    }

    private static void check(TestLake lake, Map<String, List<Said>> objects, LocalDate from, LocalDate to) {
        List<Said> all = objects.values().stream().flatMap(List::stream).toList();
        Map<LocalDate, List<Said>> expected = new TreeMap<>();
        for (Said said : all) {
            boolean isAsked = !said.day().isBefore(from) && !said.day().isAfter(to);
            boolean counts = all.stream().noneMatch(other -> other.isSameThing(said) && other.isBefore(said));
            List<Said> day = expected.computeIfAbsent(said.day(), key -> new ArrayList<>());
            if (isAsked
                    && counts
                    && day.stream()
                            .noneMatch(other -> other.payload().equals(said.payload())
                                    && other.id().equals(said.id()))) {
                day.add(said);
            }
        }
        Map<LocalDate, List<String>> rows = new TreeMap<>();
        for (SealedDay day : lake.seals().seal(Kind.ACTIVITIES, from, to)) {
            assertThat(day.rows()).isEqualTo(lake.rows(day).size());
            rows.put(day.day(), lake.rows(day));
        }
        rows.values().removeIf(List::isEmpty);
        Map<LocalDate, List<String>> right = new TreeMap<>();
        expected.forEach((day, said) -> right.put(
                day,
                said.stream()
                        .sorted(Comparator.comparing(Said::unit)
                                .thenComparing(Said::at)
                                .thenComparing(Said::id))
                        .map(Said::row)
                        .toList()));
        right.values().removeIf(List::isEmpty);
        assertThat(rows).isEqualTo(right);
    }
}
