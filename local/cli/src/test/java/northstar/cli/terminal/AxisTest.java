package northstar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import northstar.cli.terminal.Axis.Interval;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final Axis AXIS = new Axis(-1, 1, 21);

    private static String bar(double lower, double value, double upper) {
        return AXIS.bar(new Interval(lower, value, upper), Emphasis.NONE).text();
    }

    @Test
    void bar_acrossZero_marksZeroInIt() {
        assertThat(bar(-0.2, 0.3, 0.8)).isEqualTo("        ━━┿━━●━━━━━  ");
    }

    @Test
    void bar_awayFromZero_marksZeroBesideIt() {
        assertThat(bar(0.4, 0.6, 0.8)).isEqualTo("          │   ━━●━━  ");
        assertThat(bar(-0.8, -0.6, -0.4)).isEqualTo("  ━━●━━   │          ");
    }

    @Test
    void bar_beyondTheScale_endsInArrows() {
        assertThat(bar(-3, 0.3, 2)).isEqualTo("◀━━━━━━━━━┿━━●━━━━━━▶");
    }

    @Test
    void bar_whollyBeyondTheScale_isAnArrow() {
        assertThat(bar(2, 3, 4)).isEqualTo("          │         ▶");
    }

    @Test
    void bar_withASecondValue_marksItWithARing() {
        assertThat(AXIS.bar(new Interval(0.1, 0.3, 0.5), 0.8, Emphasis.GOOD).text())
                .isEqualTo("          │━━●━━  ○  ");
    }

    @Test
    void of_intervals_reachesToTheirEndsAndHoldsZero() {
        Axis axis = Axis.of(List.of(new Interval(0.1, 0.2, 0.3), new Interval(0.2, 0.3, 0.5)), 10);

        assertThat(axis).isEqualTo(new Axis(0, 0.5, 10));
    }

    @Test
    void of_oneFarOut_cutsItOff() {
        List<Interval> intervals =
                List.of(new Interval(-0.1, 0, 0.1), new Interval(-0.1, 0, 0.1), new Interval(-9, 0, 9));

        assertThat(Axis.of(intervals, 10)).isEqualTo(new Axis(-0.4, 0.4, 10));
    }

    @Test
    void of_nothing_isSomeScale() {
        assertThat(Axis.of(List.of(), 10)).isEqualTo(new Axis(-1, 1, 10));
    }

    @Test
    void head_hasRoom_namesEndsAndZero() {
        assertThat(AXIS.head("−100 %", "+100 %").text()).isEqualTo("−100 %    0    +100 %");
    }

    @Test
    void head_hasNoRoom_leavesEndsOut() {
        assertThat(new Axis(-0.1, 1, 12).head("−10 %", "+100 %").text()).isEqualTo(" 0    +100 %");
    }
}
