package northstar.domain.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import northstar.domain.Reason;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature.Action;
import northstar.domain.ranking.Ranking.NotRanked;
import northstar.domain.ranking.Ranking.Programme;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import org.junit.jupiter.api.Test;

/** What is handed to a ranking may change afterwards; the ranking does not. */
class RankingTest {
    @Test
    void ranking_keepsItsRows() {
        VariantPosterior lead = new VariantPosterior(
                "v",
                Status.COMPLETE,
                Verdict.SHIP,
                new DirectEffect(0.02, 0.01),
                null,
                null,
                0.01,
                0.005,
                0,
                0.02,
                0.97,
                100.0,
                0.0,
                200.0);
        List<Reason> flags = new ArrayList<>(List.of(Reason.TWYMAN));
        RankedFeature row = new RankedFeature(
                1,
                1,
                3,
                0.5,
                "f",
                "e",
                lead,
                VariantResult.Basis.MEASURED,
                2.0,
                50.0,
                new Action(Action.Name.SHIP, 100.0, "it won"),
                flags,
                List.of(),
                List.of());
        List<RankedFeature> rows = new ArrayList<>(List.of(row));
        List<NotRanked> others = new ArrayList<>(List.of(new NotRanked("g", "e2", "v", Reason.NO_VARIANCE)));
        List<String> shipped = new ArrayList<>(List.of("f"));
        Programme programme = new Programme(Programme.Basis.VERDICT, shipped, 0.01, 0, 0.02, 0.02, 0.01, null, 3.0);

        Ranking ranking = new Ranking(Instant.EPOCH, "n", 7, new Ranking.Prior(0, 0.01, 9), rows, others, programme);
        flags.clear();
        rows.clear();
        others.clear();
        shipped.clear();

        assertThat(ranking.features()).containsExactly(row);
        assertThat(row.flags()).containsExactly(Reason.TWYMAN);
        assertThat(ranking.notRanked()).hasSize(1);
        assertThat(programme.shipped()).containsExactly("f");
    }

    @Test
    void sequentialState_startsWithoutALook() {
        assertThat(SequentialState.START).isEqualTo(new SequentialState(0, false, Map.of()));
        assertThat(SequentialState.Running.START.effect()).isNull();
    }
}
