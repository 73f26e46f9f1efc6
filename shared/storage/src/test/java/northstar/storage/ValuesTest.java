package northstar.storage;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void subject_keyOutOfShape_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subject.northStar("Weekly Nights"))
                .withMessageStartingWith("key == \"Weekly Nights\", must match");
    }

    @Test
    void revisioned_zero_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Revisioned<>("a", 0))
                .withMessage("revision == 0, must be at least 1");
    }

    @Test
    void pending_nothingMissing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExperimentState.Pending(new TreeSet<>()))
                .withMessage("missing.length == 0, must be at least 1");
    }
}
