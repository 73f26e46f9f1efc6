package northstar.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import northstar.portfolio.FeatureRanking;
import org.junit.jupiter.api.Test;

class ProgrammeTest {
    @Test
    void of_sameSize_isTheSameProgramme() {
        assertThat(Programme.of(30)).isEqualTo(Programme.of(30));
    }

    @Test
    void of_hundredFeatures_hasWhatRealProgrammesHave() {
        Programme programme = Programme.of(100);

        assertThat(programme.results().stream().map(VariantResult::feature).distinct())
                .hasSize(100);
        assertThat(programme.results()).anyMatch(result -> result.variant().equals("v2"));
        assertThat(programme.results()).anyMatch(result -> result.replicates() != null);
        assertThat(programme.results()).anyMatch(result -> result.measured() == null);
        assertThat(programme.states()).isNotEmpty();
    }

    @Test
    void of_hundredFeatures_isRankedButForUnmeasuredOnes() {
        Programme programme = Programme.of(100);

        Ranking ranking = FeatureRanking.of(programme.results(), programme.states(), Programme.NORTH_STAR, 1);

        assertThat(ranking.features().size()).isBetween(90, 100);
    }
}
