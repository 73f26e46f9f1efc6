package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import northstar.domain.ranking.VariantResult;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
    private static final ResultBuilder SEARCH = ResultBuilder.feature("search");

    @Test
    void groups_noDeclaration_areTheExperiments() {
        assertThat(keys(
                        SEARCH.experiment("a"),
                        SEARCH.experiment("b"),
                        SEARCH.experiment("a").variant("other")))
                .containsExactly(List.of("a", "a"), List.of("b"));
    }

    @Test
    void groups_chain_isOneGroup() {
        assertThat(keys(
                        SEARCH.experiment("a"),
                        SEARCH.experiment("x"),
                        SEARCH.experiment("b").replicates("a"),
                        SEARCH.experiment("c").replicates("b")))
                .containsExactly(List.of("a", "b", "c"), List.of("x"));
    }

    @Test
    void groups_mutualDeclaration_isOneGroup() {
        assertThat(keys(
                        SEARCH.experiment("a").replicates("b"),
                        SEARCH.experiment("b").replicates("a"),
                        SEARCH.experiment("c").replicates("c")))
                .containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void groups_unknownExperimentOrOtherFeature_standAlone() {
        assertThat(keys(
                        SEARCH.experiment("a").replicates("nothing"),
                        ResultBuilder.feature("cart").experiment("b").replicates("a")))
                .containsExactly(List.of("a"), List.of("b"));
    }

    private static List<List<String>> keys(ResultBuilder... results) {
        return Replicates.groups(Stream.of(results).map(ResultBuilder::build).toList()).stream()
                .map(group -> group.stream().map(VariantResult::experiment).toList())
                .toList();
    }
}
