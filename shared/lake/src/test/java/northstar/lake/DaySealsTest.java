package northstar.lake;

import static northstar.lake.TestLake.activity;
import static northstar.lake.TestLake.exposure;
import static northstar.lake.TestLake.received;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaySealsTest {
    private static final String EARLY = "2026-11-01T00:00:00Z";
    private static final String LATE = "2026-11-02T00:00:00Z";

    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void makeLake() {
        lake = new TestLake(folder.resolve("a [lake]*"));
    }

    private static String day(int day) {
        return "2026-10-%02dT12:00:00Z".formatted(day);
    }

    private Map<LocalDate, SealedDay> sealed() {
        Map<LocalDate, SealedDay> sealed = new TreeMap<>();
        lake.seal(Kind.ACTIVITIES).forEach(day -> sealed.put(day.day(), day));
        return sealed;
    }

    private List<Integer> changed(Map<LocalDate, SealedDay> before) {
        List<Integer> changed = new ArrayList<>();
        sealed().forEach((day, now) -> {
            SealedDay then = before.get(day);
            if (then == null || !then.groups().equals(now.groups())) {
                changed.add(day.getDayOfMonth());
            }
        });
        return changed;
    }

    @Test
    void seal_activities_areSortedAndDescribed() {
        lake.land(
                "raw/a.ndjson",
                activity("i3", "2026-10-01T10:00:00Z", "u2", 3),
                activity("i2", "2026-10-01T09:00:00Z", "u2", 2),
                activity("i1", "2026-10-01T11:00:00Z", "u1", 1),
                activity("i4", "2026-10-01T08:00:00.123456Z", "u1", 1).replace("bought", "a'b"));
        SealedDay day = lake.seal(Kind.ACTIVITIES, "2026-10-01");
        assertThat(lake.rows(day))
                .containsExactly(
                        "u1|a'b|2026-10-01 08:00:00.123456|i4|1.0|null",
                        "u1|bought|2026-10-01 11:00:00|i1|1.0|null",
                        "u2|bought|2026-10-01 09:00:00|i2|2.0|null",
                        "u2|bought|2026-10-01 10:00:00|i3|3.0|null");
        assertThat(day.rows()).isEqualTo(4);
        assertThat(day.bytes())
                .isEqualTo(lake.lake.find(day.table()).orElseThrow().size());
        assertThat(day.groups()).extracting(SealedDay.Group::name).containsExactly("a'b", "bought");
        SealedDay.Group bought = day.groups().getLast();
        assertThat(bought.rows()).isEqualTo(3);
        assertThat(bought.units()).isEqualTo(2);
        assertThat(bought.first()).isEqualTo("2026-10-01T09:00:00Z");
        assertThat(bought.last()).isEqualTo("2026-10-01T11:00:00Z");
        assertThat(bought.variant()).isNull();
        assertThat(new Manifests(lake.lake).sealed(Kind.ACTIVITIES, day.day())).contains(day);
    }

    @Test
    void seal_exposures_countOnceWithTheEarliestAttributes() {
        lake.land(
                "raw/a.ndjson",
                received(LATE, exposure("u1", day(1), "{\"a\":2}")),
                received(LATE, exposure("u2", day(1), "")));
        lake.land(
                "raw/b.ndjson",
                received(EARLY, exposure("u1", day(1), "{\"a\":1}")),
                received(EARLY, exposure("u2", day(1), "")));
        SealedDay day = lake.seal(Kind.EXPOSURES, "2026-10-01");
        assertThat(lake.rows(day))
                .containsExactly("e|control|u1|2026-10-01 12:00:00|{\"a\":1}", "e|control|u2|2026-10-01 12:00:00|null");
        assertThat(day.duplicates()).isEqualTo(1);
        assertThat(day.conflicts()).isEqualTo(1);
        assertThat(day.groups().getFirst().variant()).isEqualTo("control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "acb", "bac", "bca", "cab", "cba"})
    void seal_conflict_earliestReceivedWinsInAnyOrder(String order) {
        Map<Character, String> lines = Map.of(
                'a', received(EARLY, activity("i", day(1), "first", 1)),
                'b', received(LATE, activity("i", day(1), "second", 2)),
                'c', received(LATE, activity("i", day(1), "first", 1)));
        for (int i = 0; i < order.length(); i++) {
            char object = order.charAt(i);
            lake.land("raw/" + object + ".ndjson", lines.get(object));
            lake.seal(Kind.ACTIVITIES);
        }
        SealedDay day = lake.seal(Kind.ACTIVITIES, "2026-10-01");
        assertThat(lake.rows(day)).containsExactly("first|bought|2026-10-01 12:00:00|i|1.0|null");
        assertThat(day.duplicates()).isEqualTo(1);
        assertThat(day.conflicts()).isEqualTo(1);
    }

    @Test
    void seal_receivedAtOnce_smallestHashWins() {
        lake.land("raw/a.ndjson", received(EARLY, activity("i", day(1), "u1", 1)));
        lake.land("raw/b.ndjson", received(EARLY, activity("i", day(1), "u2", 1)));
        String winner = lake.rows(lake.seal(Kind.ACTIVITIES, "2026-10-01")).getFirst();
        TestLake other = new TestLake(folder.resolve("other"));
        other.land("raw/1.ndjson", received(EARLY, activity("i", day(1), "u2", 1)));
        other.land("raw/2.ndjson", received(EARLY, activity("i", day(1), "u1", 1)));
        assertThat(other.rows(other.seal(Kind.ACTIVITIES, "2026-10-01"))).containsExactly(winner);
    }

    @Test
    void seal_idInTwoDays_countsOnceWithinAWeek() {
        lake.land(
                "raw/a.ndjson",
                received(LATE, activity("i", day(1), "u", 1)),
                received(LATE, activity("j", day(1), "u", 1)));
        lake.land(
                "raw/b.ndjson",
                received(EARLY, activity("i", day(8), "u", 1)),
                received(EARLY, activity("j", day(9), "u", 1)));
        assertThat(sealed().values()).extracting(SealedDay::rows).containsExactly(1L, 1L, 1L);
        SealedDay first = lake.seal(Kind.ACTIVITIES, "2026-10-01");
        assertThat(lake.rows(first)).containsExactly("u|bought|2026-10-01 12:00:00|j|1.0|null");
        assertThat(first.conflicts()).isEqualTo(1);
    }

    @Test
    void seal_nothingLeftOfADay_hasNoTable() {
        lake.land("raw/a.ndjson", received(LATE, activity("i", day(1), "u", 1)));
        assertThat(lake.seal(Kind.ACTIVITIES, "2026-10-01").table()).isNotNull();
        lake.land("raw/b.ndjson", received(EARLY, activity("i", day(2), "u", 1)));
        SealedDay emptied = lake.seal(Kind.ACTIVITIES, "2026-10-01");
        assertThat(emptied.table()).isNull();
        assertThat(emptied.bytes()).isZero();
        assertThat(lake.lake.list(Kind.ACTIVITIES.table(emptied.day()))).isEmpty();
        assertThat(lake.seal(Kind.ACTIVITIES, "2026-10-01")).isEqualTo(emptied);
    }

    @Test
    void seal_neighbourThatLostToANewId_isSealedAlongThoughNotAskedFor() {
        lake.land("raw/a.ndjson", received(LATE, activity("i", day(1), "u", 1)), activity("k", day(1), "u", 1));
        Map<LocalDate, SealedDay> before = sealed();
        lake.land("raw/b.ndjson", received(EARLY, activity("i", day(5), "u", 1)));
        lake.seal(Kind.ACTIVITIES, "2026-10-05");
        SealedDay now = new Manifests(lake.lake)
                .sealed(Kind.ACTIVITIES, LocalDate.parse("2026-10-01"))
                .orElseThrow();
        assertThat(now.rows()).isEqualTo(1);
        assertThat(before.get(now.day()).rows()).isEqualTo(2);
    }

    @Test
    void seal_lateData_changesExactlyTheDaysThatItTouches() {
        for (int day = 1; day <= 12; day++) {
            lake.land("raw/" + day + ".ndjson", received(LATE, activity("i" + day, day(day), "u", 1)));
        }
        Map<LocalDate, SealedDay> before = sealed();
        lake.land(
                "raw/late.ndjson",
                received(LATE, activity("new", day(3), "u", 1)),
                received(EARLY, activity("i6", day(3), "u", 1)),
                received(EARLY, activity("i12", day(3), "u", 1)),
                received(Instant.parse(LATE).plusSeconds(1).toString(), activity("i5", day(5), "u", 1)));
        assertThat(changed(before)).containsExactly(3, 6);
    }

    @Test
    void seal_restatedObject_givesBackWhatItTook() {
        lake.land("raw/a.ndjson", received(LATE, activity("i", day(1), "u", 1)));
        Map<LocalDate, SealedDay> alone = sealed();
        lake.land("raw/b.ndjson", received(EARLY, activity("i", day(2), "u", 1)));
        assertThat(changed(alone)).containsExactly(1, 2);
        lake.land("raw/b.ndjson", "");
        assertThat(changed(alone)).containsExactly(2);
        SealedDay gone = sealed().get(LocalDate.parse("2026-10-02"));
        assertThat(gone.parts()).isEmpty();
        assertThat(gone.table()).isNull();
        assertThat(lake.seals().days(Kind.ACTIVITIES)).hasSize(2);
    }

    @Test
    void seal_dayWhoseDirtyNeighbourIsNotAskedFor_isExactAllTheSame() {
        lake.land("raw/a.ndjson", received(LATE, activity("i", day(1), "u", 1)));
        lake.seal(Kind.ACTIVITIES);
        lake.land("raw/b.ndjson", received(EARLY, activity("i", day(8), "u", 1)));
        assertThat(lake.seal(Kind.ACTIVITIES, "2026-10-01").rows()).isZero();
    }

    @Test
    void seal_again_writesNothing() {
        lake.land("raw/a.ndjson", activity("i", day(1), "u", 1));
        List<SealedDay> first = lake.seal(Kind.ACTIVITIES);
        assertThat(lake.seals(new BrokenLake(lake.lake, 0, false)).seal(Kind.ACTIVITIES, LocalDate.MIN, LocalDate.MAX))
                .isEqualTo(first);
    }

    @Test
    void seal_crashAtAnyWrite_isHealedByTheNextSealing() throws Exception {
        lake.land("raw/a.ndjson", received(LATE, activity("i", day(1), "u", 1)), activity("k", day(2), "u", 1));
        lake.seal(Kind.ACTIVITIES);
        lake.land("raw/b.ndjson", received(EARLY, activity("i", day(5), "u", 1)), activity("l", day(2), "u", 1));
        TestLake undisturbed = lake.copy(folder.resolve("undisturbed"));
        List<SealedDay> expected = undisturbed.seal(Kind.ACTIVITIES);
        int crashes = 0;
        for (boolean after : new boolean[] {false, true}) {
            for (int writes = 0; ; writes++) {
                TestLake crashed = lake.copy(folder.resolve(after + "-" + writes));
                DaySeals seals = crashed.seals(new BrokenLake(crashed.lake, writes, after));
                try {
                    seals.seal(Kind.ACTIVITIES, LocalDate.MIN, LocalDate.MAX);
                    break;
                } catch (BrokenLake.Crash e) {
                    crashes++;
                }
                assertThat(crashed.seal(Kind.ACTIVITIES)).isEqualTo(expected);
                for (SealedDay day : expected) {
                    assertThat(crashed.rows(day)).isEqualTo(undisturbed.rows(day));
                }
            }
        }
        assertThat(crashes).isGreaterThan(10);
    }

    @Test
    void seal_emptyRange_isNothing() {
        assertThat(lake.seals().seal(Kind.ACTIVITIES, LocalDate.MAX, LocalDate.MIN))
                .isEmpty();
        assertThat(lake.seal(Kind.EXPOSURES)).isEmpty();
        assertThat(lake.seals().lake()).isSameAs(lake.lake);
    }

    @Test
    void seal_rangeOfOneMonth_leavesOthersAlone() {
        lake.land("raw/a.ndjson", activity("i", day(10), "u", 1), activity("j", "2027-01-01T00:00:00Z", "u", 1));
        assertThat(lake.seals().seal(Kind.ACTIVITIES, LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31")))
                .hasSize(1);
        assertThat(lake.lake.list(Kind.ACTIVITIES.manifests())).hasSize(1);
    }

    @Test
    void fingerprint_equalRowsFromOtherObjects_isEqual() {
        lake.land("raw/a.ndjson", activity("i", day(1), "u", 1), activity("j", day(1), "v", 2));
        TestLake other = new TestLake(folder.resolve("other"));
        other.land("raw/b.ndjson", activity("j", day(1), "v", 2));
        other.land("raw/c.ndjson", activity("i", day(1), "u", 1));
        SealedDay one = lake.seal(Kind.ACTIVITIES, "2026-10-01");
        SealedDay two = other.seal(Kind.ACTIVITIES, "2026-10-01");
        assertThat(two.groups()).isEqualTo(one.groups());
        assertThat(two.table()).isEqualTo(one.table());
        other.land("raw/d.ndjson", activity("k", day(1), "v", 2));
        assertThat(other.seal(Kind.ACTIVITIES, "2026-10-01").groups()).isNotEqualTo(one.groups());
    }
}
