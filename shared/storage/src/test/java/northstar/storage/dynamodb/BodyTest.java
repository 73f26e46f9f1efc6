package northstar.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final String TEXT = "{\"name\":\"Übernachtungen\"}".repeat(1_000);

    @Test
    void inflated_deflatedText_isTheText() {
        byte[] deflated = Body.of(TEXT).deflated();

        assertThat(Body.inflated(deflated)).isEqualTo(TEXT);
        assertThat(deflated.length).isLessThan(TEXT.length() / 10);
    }

    @Test
    void of_otherText_hasAnotherHash() {
        assertThat(Body.of("a").hash())
                .isNotEqualTo(Body.of("b").hash())
                .isEqualTo(Body.of("a").hash());
    }

    @Test
    void inflated_halfOfIt_isRefused() {
        byte[] deflated = Body.of(TEXT).deflated();

        assertThatIllegalStateException()
                .isThrownBy(() -> Body.inflated(Arrays.copyOf(deflated, deflated.length / 2)))
                .withMessage("a stored body ends too early");
    }

    @Test
    void inflated_somethingElse_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Body.inflated(new byte[] {1, 2, 3, 4}))
                .withMessage("a stored body is not deflated text");
    }
}
