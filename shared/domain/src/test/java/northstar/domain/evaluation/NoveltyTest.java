package northstar.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import northstar.domain.Reason;
import northstar.domain.evaluation.Novelty.Finding;
import org.junit.jupiter.api.Test;

class NoveltyTest {
    private static final Level LEVEL = new Level(10, 1.0, 0.1);

    private static Novelty of(Finding finding, List<Estimate> days, Reason undefined) {
        return new Novelty(
                "ranked",
                "nights",
                finding,
                days,
                Estimate.NONE,
                null,
                LEVEL,
                LEVEL,
                Estimate.NONE,
                Estimate.NONE,
                undefined);
    }

    @Test
    void new_findingAndReason_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Finding.STEADY, List.of(), Reason.LOW_N))
                .withMessageContaining("undefined");
    }

    @Test
    void new_neitherFindingNorReason_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(null, List.of(), null));
    }

    @Test
    void new_daysChangedLater_keepsItsOwn() {
        List<Estimate> days = new ArrayList<>(List.of(Estimate.NONE));
        Novelty novelty = of(Finding.NOVELTY, days, null);

        days.clear();

        assertThat(novelty.days()).hasSize(1);
    }

    @Test
    void undefined_saysNothingButWhy() {
        Novelty novelty = Novelty.undefined("ranked", "nights", Reason.LOW_N);

        assertThat(novelty.finding()).isNull();
        assertThat(novelty.days()).isEmpty();
        assertThat(novelty.undefined()).isEqualTo(Reason.LOW_N);
    }
}
