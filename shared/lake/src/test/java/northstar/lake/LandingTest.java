package northstar.lake;

import static northstar.lake.TestLake.activity;
import static northstar.lake.TestLake.exposure;
import static northstar.lake.TestLake.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {
    private static final String DAY = "2026-10-01T00:00:00Z";
    private static final String NEXT = "2026-10-02T00:00:00Z";

    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void makeLake() {
        lake = new TestLake(folder.resolve("first"));
    }

    private List<String> keys(String prefix) {
        return lake.lake.list(prefix).stream().map(Lake.StoredObject::key).toList();
    }

    @Test
    void land_object_countsEveryRecord() {
        Landed landed = lake.land(
                "raw/a.ndjson",
                activity("i1", DAY, "u1", 1),
                activity("i1", DAY, "u1", 1),
                activity("i1", DAY, "u1", 2),
                exposure("u1", NEXT, ""),
                "nonsense");
        assertThat(landed.read()).isEqualTo(5);
        assertThat(landed.taken()).isEqualTo(3);
        assertThat(landed.duplicates()).isEqualTo(1);
        assertThat(landed.refused()).isEqualTo(1);
        assertThat(landed.watermark()).isEqualTo(NEXT);
        assertThat(landed.complete()).isTrue();
        assertThat(landed.parts())
                .extracting(part -> part.kind() + " " + part.day() + " " + part.rows())
                .containsExactly("EXPOSURES 2026-10-02 1", "ACTIVITIES 2026-10-01 2");
        assertThat(new Manifests(lake.lake).landed()).containsExactly(landed);
        assertThat(keys("landed/"))
                .containsExactlyInAnyOrderElementsOf(
                        landed.parts().stream().map(Landed.Part::key).toList());
    }

    @Test
    void land_refusedRecord_isKeptWithItsReason() throws IOException {
        lake.land("raw/a.ndjson", activity("i1", DAY, "u1", 1), "{\"événement\"}");
        Path rejected = lake.folder.resolve("lake").resolve(keys("rejected/").getFirst());
        assertThat(Files.readString(rejected))
                .isEqualTo("{\"object\":\"raw/a.ndjson\",\"position\":\"line 2\","
                        + "\"reason\":\"character 13 == '}', must be a colon\",\"text\":\"{\\\"événement\\\"}\"}\n");
    }

    @Test
    void land_textCutThroughACharacter_isKept() {
        Landed landed = lake.land("raw/a.ndjson", "x".repeat(Intake.MAX_KEPT - 1) + "😀");
        assertThat(landed.refused()).isEqualTo(1);
        assertThat(keys("rejected/")).hasSize(1);
    }

    @Test
    void land_duplicate_keepsTheEarliestReceipt() {
        Landed landed = lake.land(
                "raw/a.ndjson",
                received("2026-10-03T00:00:00Z", activity("i", DAY, "u", 1)),
                received("2026-10-02T00:00:00Z", activity("i", DAY, "u", 1)));
        try (Lake.LocalCopy part =
                        lake.lake.fetch(landed.parts().getFirst().key()).orElseThrow();
                Engine engine = new Engine(lake.limits)) {
            assertThat(engine.rows(
                            "SELECT epoch_us(received_at) FROM " + Engine.files(List.of(part.path())),
                            row -> Times.ofMicros(row.getLong(1))))
                    .containsExactly(Instant.parse("2026-10-02T00:00:00Z"));
        }
    }

    @Test
    void land_emptyObject_isCompleteWithoutParts() {
        Landed landed = lake.land("raw/a.ndjson");
        assertThat(landed.read()).isZero();
        assertThat(landed.watermark()).isNull();
        assertThat(landed.parts()).isEmpty();
        assertThat(lake.landing().unlanded()).isEmpty();
    }

    @Test
    void land_anyTimeStamp_hasItsDay() {
        Landed landed = lake.land(
                "raw/a.ndjson",
                activity("a", "1969-12-31T23:59:59.999999Z", "u", 1),
                activity("b", "9999-12-31T23:59:59Z", "u", 1),
                activity("c", "-0044-03-15T12:00:00Z", "u", 1),
                activity("d", "+12026-01-01T00:00:00Z", "u", 1),
                activity("e", "1970-01-01T00:00:00Z", "u", 1));
        assertThat(landed.parts())
                .extracting(Landed.Part::day)
                .containsExactly(
                        LocalDate.parse("-0044-03-15"),
                        LocalDate.parse("1969-12-31"),
                        LocalDate.parse("1970-01-01"),
                        LocalDate.parse("9999-12-31"),
                        LocalDate.parse("+12026-01-01"));
        assertThat(lake.seal(Kind.ACTIVITIES)).extracting(SealedDay::rows).containsOnly(1L);
        assertThat(lake.rows(lake.seal(Kind.ACTIVITIES, "-0044-03-15"))).hasSize(1);
        assertThat(lake.seals().days(Kind.ACTIVITIES)).hasSize(5);
    }

    @Test
    void land_again_writesNothing() {
        Landed first = lake.land("raw/a.ndjson", activity("i", DAY, "u", 1), "nonsense");
        Map<String, String> contents = lake.contents();
        assertThat(lake.landing(new BrokenLake(lake.lake, 0, false)).land("raw/a.ndjson"))
                .contains(first);
        assertThat(lake.contents()).isEqualTo(contents);
    }

    @Test
    void land_partThatVanished_isWrittenAgain() {
        Landed landed = lake.land("raw/a.ndjson", activity("i", DAY, "u", 1));
        Map<String, String> contents = lake.contents();
        lake.lake.delete(landed.parts().getFirst().key());
        lake.landing().land("raw/a.ndjson");
        assertThat(lake.contents()).isEqualTo(contents);
    }

    @Test
    void land_noObject_isNothing() {
        assertThat(lake.landing().land("raw/none.ndjson")).isEmpty();
    }

    @Test
    void land_replacedObject_restatesAll() {
        lake.land("raw/a.ndjson", activity("i1", DAY, "u", 1), activity("i2", NEXT, "u", 1), "nonsense");
        Landed second = lake.land("raw/a.ndjson", activity("i3", NEXT, "u", 3));
        assertThat(keys("landed/")).containsExactly(second.parts().getFirst().key());
        assertThat(keys("rejected/")).isEmpty();
        assertThat(new Manifests(lake.lake).landedOf("raw/a.ndjson"))
                .filteredOn(Landed::complete)
                .containsExactly(second);
        assertThat(lake.seal(Kind.ACTIVITIES))
                .extracting(lake::rows)
                .containsExactly(List.of("u|bought|2026-10-02 00:00:00|i3|3.0|null"));
    }

    @Test
    void land_objectReplacedWhileItIsRead_landsTheNewOne() {
        lake.put("raw/a.ndjson", activity("old", DAY, "u", 1));
        boolean[] replaced = new boolean[1];
        Landing landing = new Landing(lake.limits, lake.lake, key -> (file, name, intake) -> {
            new RawReader().read(file, name, intake);
            if (!replaced[0]) {
                replaced[0] = true;
                lake.put("raw/a.ndjson", activity("new", NEXT, "u", 1));
            }
        });
        Landed landed = landing.land("raw/a.ndjson").orElseThrow();
        assertThat(landed.parts()).extracting(Landed.Part::day).containsExactly(LocalDate.parse("2026-10-02"));
        assertThat(keys("landed/")).hasSize(1);
    }

    @Test
    void land_objectThatNeverRests_isGivenUp() {
        lake.put("raw/a.ndjson", activity("0", DAY, "u", 1));
        int[] version = new int[1];
        Landing landing = new Landing(
                lake.limits,
                lake.lake,
                key -> (file, name, intake) ->
                        lake.put("raw/a.ndjson", activity(String.valueOf(version[0]++), DAY, "u", 1)));
        assertThatThrownBy(() -> landing.land("raw/a.ndjson")).hasMessage("an object changes faster than it lands");
    }

    @Test
    void land_crashAtAnyWrite_isHealedByTheNextDelivery() throws IOException {
        String key = "raw/a.ndjson";
        lake.land(key, activity("old", "2026-09-30T00:00:00Z", "u", 1), "nonsense");
        lake.put(key, activity("i1", DAY, "u", 1), activity("i2", NEXT, "u", 1), exposure("u", DAY, ""), "{}");
        TestLake undisturbed = lake.copy(folder.resolve("undisturbed"));
        undisturbed.landing().land(key);
        int crashes = 0;
        for (boolean after : new boolean[] {false, true}) {
            for (int writes = 0; ; writes++) {
                TestLake crashed = lake.copy(folder.resolve(after + "-" + writes));
                Landing landing = crashed.landing(new BrokenLake(crashed.lake, writes, after));
                if (!fails(landing, key)) {
                    break;
                }
                crashes++;
                Landed healed = crashed.landing().land(key).orElseThrow();
                assertThat(healed.complete()).isTrue();
                assertThat(said(crashed)).isEqualTo(said(undisturbed));
                assertThat(crashed.lake.list("landed/")).hasSize(3);
                assertThat(crashed.lake.list("rejected/")).hasSize(1);
                assertThat(crashed.landing().unlanded()).isEmpty();
            }
        }
        assertThat(crashes).isGreaterThan(14);
    }

    private static boolean fails(Landing landing, String key) {
        try {
            landing.land(key);
            return false;
        } catch (BrokenLake.Crash e) {
            return true;
        }
    }

    private static List<String> said(TestLake lake) {
        List<String> said = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            lake.seal(kind).forEach(day -> said.addAll(lake.rows(day)));
        }
        return said;
    }

    @Test
    void land_twoCopiesAtOnce_isAsOne() throws Exception {
        String[] lines = new String[300];
        Arrays.setAll(lines, i -> activity("i" + i % 250, i % 2 == 0 ? DAY : NEXT, "u" + i, i));
        for (int round = 0; round < 5; round++) {
            lake.put("raw/" + round + ".ndjson", lines);
            String key = "raw/" + round + ".ndjson";
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                Future<Landed> one = both.submit(() -> lake.landing().land(key).orElseThrow());
                Future<Landed> other =
                        both.submit(() -> lake.landing().land(key).orElseThrow());
                assertThat(one.get()).isEqualTo(other.get());
            }
        }
        assertThat(keys("landed/")).hasSize(10);
        assertThat(lake.seal(Kind.ACTIVITIES)).extracting(SealedDay::rows).containsExactly(125L, 125L);
    }

    @Test
    void redrive_readerThatUnderstandsMore_takesWhatWasRefused() {
        lake.put("raw/a.ndjson", activity("i1", DAY, "u", 1), "second", "third");
        Landing before = lake.landing();
        assertThat(before.land("raw/a.ndjson").orElseThrow().refused()).isEqualTo(2);
        SealedDay sealed = lake.seal(Kind.ACTIVITIES, "2026-10-01");
        Landing now = new Landing(lake.limits, lake.lake, key -> (file, name, intake) -> {
            new RawReader().read(file, name, new Intake() {
                @Override
                public void accept(Contents contents, Instant receivedAt) {
                    intake.accept(contents, receivedAt);
                }

                @Override
                public void refuse(String position, String reason, String text) {
                    if (text.equals("second")) {
                        Activity activity = new Activity("u", "e", Instant.parse(DAY), "i2", null, null);
                        intake.accept(new Contents(List.of(), List.of(activity)), null);
                    } else {
                        intake.refuse(position, reason, text);
                    }
                }
            });
        });
        Landed landed = now.redrive(keys("rejected/").getFirst()).orElseThrow();
        assertThat(landed.taken()).isEqualTo(2);
        assertThat(landed.refused()).isEqualTo(1);
        assertThat(keys("rejected/")).hasSize(1);
        assertThat(keys("landed/")).hasSize(1);
        assertThat(lake.seal(Kind.ACTIVITIES, "2026-10-01").rows()).isEqualTo(sealed.rows() + 1);
    }

    @Test
    void redrive_noSuchFile_isRefused() {
        assertThatThrownBy(() -> lake.landing().redrive("rejected/x.ndjson"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rejected == \"rejected/x.ndjson\", must be the key of rejected records");
    }

    @Test
    void unlanded_severalObjects_areThoseWithoutACompleteManifest() {
        lake.land("raw/a.ndjson", activity("i", DAY, "u", 1));
        lake.put("raw/b/c.ndjson.gz", "x");
        lake.put("raw/readme.txt", "x");
        lake.put("imports/amplitude/d.zip", "x");
        lake.put("units/e.csv", "x");
        assertThat(lake.landing().unlanded()).containsExactly("imports/amplitude/d.zip", "raw/b/c.ndjson.gz");
        lake.put("raw/a.ndjson", activity("j", DAY, "u", 1));
        assertThat(lake.landing().unlanded()).contains("raw/a.ndjson");
    }

    @Test
    void land_recordThatTheLakeCannotHold_isRefusedWhoeverReadsIt() {
        lake.put("imports/x/a", "x");
        Activity good = new Activity("u", "e", Instant.parse(DAY), "i", -0.0, null);
        Landing landing = new Landing(lake.limits, lake.lake, key -> (file, name, intake) -> {
            intake.accept(
                    new Intake.Contents(List.of(new Exposure("e", "v", "u", Instant.parse(DAY), null)), List.of(good)),
                    null);
            intake.accept(new Intake.Contents(List.of(), List.of(good)), Instant.MAX);
            intake.accept(new Intake.Contents(List.of(), List.of()), null);
            intake.accept(
                    new Intake.Contents(List.of(new Exposure("E", "v", "u", Instant.parse(DAY), null)), List.of()),
                    null);
            intake.accept(
                    new Intake.Contents(List.of(), List.of(new Activity("u\ud800", "e", Instant.MIN, "i", 1.0, null))),
                    null);
        });
        Landed landed = landing.land("imports/x/a").orElseThrow();
        assertThat(landed.taken()).isEqualTo(1);
        assertThat(landed.refused()).isEqualTo(4);
        assertThat(lake.rows(lake.seal(Kind.ACTIVITIES).getFirst()))
                .containsExactly("u|e|2026-10-01 00:00:00|i|0.0|null");
    }

    @Test
    void land_readerThatCannotRead_throws() {
        lake.put("raw/a.ndjson", "x");
        Landing landing = new Landing(lake.limits, lake.lake, key -> (file, name, intake) -> {
            throw new IOException("the disk is gone");
        });
        assertThatThrownBy(() -> landing.land("raw/a.ndjson")).isInstanceOf(UncheckedIOException.class);
        assertThat(folder.resolve("first/spill")).isEmptyDirectory();
    }

    @Test
    void landed_countsThatDoNotAddUp_areRefused() {
        assertThatThrownBy(() -> new Landed("k", "v", 1, 4, 1, 1, 1, List.of(), List.of(), null, true))
                .hasMessage("read == 4, must be taken + refused + duplicates");
    }
}
