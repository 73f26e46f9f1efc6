package northstar.functions.measure;

import static northstar.functions.measure.Laboratory.DAY_3;
import static northstar.functions.measure.Laboratory.END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Permutation;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.ExperimentMeasured;
import northstar.measurement.TableRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitFilesTest {
    private static final String FILE = "units/search/users.csv";
    private static final String TABLE = """
            user,group,nights,saved
            u-1,control,1,0
            u-2,control,2,1
            u-3,ranked,4,1
            u-4,ranked,3,1
            """;
    private static final Instant LATER = END.plusSeconds(86_400);

    private final Laboratory laboratory = new Laboratory();
    private final PinnedExperiment pinned = laboratory.defineUnits();

    private void put(String table) {
        laboratory.bucket().put(FILE, table, END);
    }

    private ExperimentMeasured measured() {
        return new ExperimentMeasured(
                "search",
                END,
                true,
                ContentHash.of(laboratory.measurement(pinned, END).orElseThrow()));
    }

    @Test
    void dueAtTheEnd_measuresTheTable() {
        put(TABLE);

        List<Message> answers = laboratory.due(END);

        assertThat(answers).containsExactly(measured());
        assertThat(laboratory.mean(pinned, END, "control", "booked")).isEqualTo(1.5);
        assertThat(laboratory.mean(pinned, END, "ranked", "booked")).isEqualTo(3.5);
        assertThat(laboratory.mean(pinned, END, "ranked", "saved")).isEqualTo(1);
    }

    @Test
    void fewUnits_areAskedThemselvesAndWhatTheySayIsKept() {
        StringBuilder table = new StringBuilder("user,group,nights,saved\n");
        for (int unit = 0; unit < 24; unit++) {
            table.append(
                    "u-%d,%s,%d,%d\n".formatted(unit, unit % 2 == 0 ? "control" : "ranked", unit * unit, unit % 3 / 2));
        }
        put(table.toString());
        laboratory.due(END);

        assertThat(laboratory.measurement(pinned, END).orElseThrow().permutations())
                .extracting(Permutation::metric)
                .containsExactly("booked");
    }

    @Test
    void dueTwice_changesNothingAndSaysTheSame() {
        put(TABLE);
        List<Message> first = laboratory.due(END);

        assertThat(laboratory.due(END)).isEqualTo(first);
        assertThat(laboratory.stores.measurements().times("search", pinned.hash()))
                .containsExactly(END);
    }

    @Test
    void fileAfterTheEnd_isMeasuredAtTheEnd() {
        put(TABLE);

        assertThat(laboratory.created(LATER, FILE)).containsExactly(measured());
    }

    @Test
    void newerFile_restatesTheLook() {
        put(TABLE);
        laboratory.due(END);
        laboratory.bucket().put(FILE, TABLE.replace("u-4,ranked,3", "u-4,ranked,5"), LATER);

        assertThat(laboratory.created(LATER, FILE)).containsExactly(measured());
        assertThat(laboratory.mean(pinned, END, "ranked", "booked")).isEqualTo(4.5);
    }

    @Test
    void fileBeforeTheEnd_isLeftToTheSchedule() {
        put(TABLE);

        assertThat(laboratory.created(DAY_3, FILE)).isEmpty();
        assertThat(laboratory.measurement(pinned, END)).isEmpty();
    }

    @Test
    void dueBeforeTheEnd_measuresNothing() {
        put(TABLE);

        assertThat(laboratory.due(DAY_3)).isEmpty();
        assertThat(laboratory.stores.measurements().times("search", pinned.hash()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "units/search/notes.csv",
                "units/search/old/users.csv",
                "units/unknown/users.csv",
                "units/users.csv",
                "raw/search/users.csv"
            })
    void fileThatIsNotTheTable_measuresNothing(String key) {
        laboratory.bucket().put(key, TABLE, END);

        assertThat(laboratory.created(LATER, key)).isEmpty();
    }

    @Test
    void tableThatIsNotThereAtTheEnd_isReported() {
        assertThat(laboratory.due(END)).singleElement().isInstanceOfSatisfying(AttentionNeeded.class, attention -> {
            assertThat(attention.kind()).isEqualTo(AttentionNeeded.Kind.DATA_STALE);
            assertThat(attention.experiment()).isEqualTo("search");
            assertThat(attention.text()).contains(FILE);
        });
        assertThat(laboratory.measurement(pinned, END)).isEmpty();
    }

    @Test
    void wrongCell_isRefusedByItsLineWithoutItsContent() {
        put(TABLE.replace("u-3,ranked,4", "u-3,ranked,secret"));

        assertThatThrownBy(() -> laboratory.due(END))
                .isInstanceOf(TableRefusedException.class)
                .hasMessage("users.csv line 4: nights == (not shown), must be a number");
        assertThat(laboratory.measurement(pinned, END)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user,group,nights,saved\nu-1,control,1,0\nu-2,u-17,2,1\n",
                "user,group,nights,saved\nu-1,u-17,1,0\nu-1,u-17,2,1\n",
                "u-17,control,1,0\nu-2,ranked,2,1\n",
                "user,group,nights,saved,u-17,u-17\nu-1,control,1,0,1,1\n",
                "user,group,nights,saved\nu-1,control,u-17,0\n"
            })
    void refusedTable_leavesNoUnitInTheLog(String table) {
        put(table);

        assertThatThrownBy(() -> laboratory.due(END))
                .isInstanceOf(TableRefusedException.class)
                .hasMessageNotContaining("u-17")
                .hasNoCause();
        assertThat(laboratory.surroundings.lines()).noneMatch(line -> line.contains("u-17"));
    }
}
