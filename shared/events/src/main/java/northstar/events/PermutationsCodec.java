package northstar.events;

import java.util.List;
import northstar.domain.moments.Permutation;

/** The form of what units say where their moments cannot tell: a list, one element for each metric and treatment. */
final class PermutationsCodec extends Codec<List<Permutation>> {
    static final Codec<List<Permutation>> CODEC = new PermutationsCodec();

    private PermutationsCodec() {}

    @Override
    List<Permutation> decode(Node node) {
        return node.list(PermutationForm::decode);
    }

    @Override
    void encode(JsonOut out, List<Permutation> permutations) {
        out.list(permutations, PermutationForm::encode);
    }
}
