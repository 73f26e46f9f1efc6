package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final BigDecimal HUNDRED = new BigDecimal("1E+2");

    @Test
    void conditions_ofEqualNumbers_areEqualHoweverTheyAreWritten() {
        BigDecimal same = new BigDecimal("100.00");

        assertThat(new Condition.Equal(same)).isEqualTo(new Condition.Equal(HUNDRED));
        assertThat(new Condition.NotEqual(same)).isEqualTo(new Condition.NotEqual(HUNDRED));
        assertThat(new Condition.In(List.of(same, "a", true))).isEqualTo(new Condition.In(List.of(HUNDRED, "a", true)));
        assertThat(new Condition.Less(same)).isEqualTo(new Condition.Less(HUNDRED));
        assertThat(new Condition.Greater(same)).isEqualTo(new Condition.Greater(HUNDRED));
        assertThat(new Condition.Between(same, same)).isEqualTo(new Condition.Between(HUNDRED, HUNDRED));
    }

    @Test
    void where_conditionsOfEveryKind_standInOneOrder() {
        List<Condition> ordered = List.of(
                new Condition.Equal("a"),
                new Condition.NotEqual("b"),
                new Condition.NotEqual("c"),
                new Condition.In(List.of("a")),
                new Condition.Less(HUNDRED),
                new Condition.Greater(BigDecimal.ONE),
                new Condition.Between(BigDecimal.ONE, HUNDRED),
                new Condition.Exists(true),
                new Condition.Matches("^a"));

        Source.Activities source = new Source.Activities(
                "order",
                null,
                Source.Aggregate.COUNT,
                Map.of("b", List.of(new Condition.Exists(false)), "a", reordered(ordered)),
                Source.Occurrence.EVERY);

        assertThat(source.where().keySet()).containsExactly("a", "b");
        assertThat(source.where().get("a")).isEqualTo(ordered);
    }

    /** Moves the last to the front. */
    private static List<Condition> reordered(List<Condition> conditions) {
        List<Condition> moved = new ArrayList<>(conditions);
        moved.addFirst(moved.removeLast());
        return moved;
    }
}
