package northstar.functions.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.DefinitionRejected;
import org.junit.jupiter.api.Test;

class RegisterDefinitionHandlerTest {
    private static final String BAD = "{\"northStar\": {\"key\": \"nights\"}}";

    private final Desk desk = new Desk();

    @Test
    void refusedDefinition_isAnnouncedWithItsReasonAndFails() {
        assertThatThrownBy(() -> desk.send("bad-1", "North Star Defined", BAD))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining("$.northStar.metric");

        List<Message> published = desk.surroundings.published;
        assertThat(published).hasSize(2);
        assertThat(published.getFirst()).isInstanceOfSatisfying(DefinitionRejected.class, rejected -> {
            assertThat(rejected.definition()).isEqualTo("North Star Defined");
            assertThat(rejected.event()).isEqualTo("bad-1");
            assertThat(rejected.at()).isEqualTo(Desk.BEFORE);
            assertThat(rejected.reason()).contains("$.northStar.metric");
        });
        assertThat(published.getLast())
                .isInstanceOfSatisfying(AttentionNeeded.class, attention -> assertThat(attention.kind())
                        .isEqualTo(AttentionNeeded.Kind.REJECTED));
    }

    @Test
    void refusedDefinition_deliveredAgain_failsAgainButIsAnnouncedOnce() {
        catchThrowable(() -> desk.send("bad-1", "North Star Defined", BAD));

        assertThatThrownBy(() -> desk.send("bad-1", "North Star Defined", BAD))
                .isInstanceOf(MalformedInputException.class);

        assertThat(desk.surroundings.published).hasSize(2);
    }

    @Test
    void twoRefusedDefinitions_areBothAnnounced() {
        catchThrowable(() -> desk.send("bad-1", "North Star Defined", BAD));
        catchThrowable(() -> desk.send("bad-2", "North Star Defined", BAD));

        assertThat(desk.surroundings.published).hasSize(4);
    }

    @Test
    void longReason_isCutToWhatAnEventMayCarry() {
        String unknown = "x".repeat(900);
        String many = "{\"" + unknown + "\": 1, \"y" + unknown + "\": 2, \"northStar\": {}}";

        catchThrowable(() -> desk.send("bad-1", "North Star Defined", many));

        assertThat(desk.surroundings.published.getFirst())
                .isInstanceOfSatisfying(DefinitionRejected.class, rejected -> assertThat(
                                rejected.reason().length())
                        .isLessThanOrEqualTo(1_000));
    }

    @Test
    void registered_isLoggedWithTypeAndCount() {
        desk.send("North Star Defined", Desk.NORTH_STAR);

        assertThat(desk.surroundings.lines)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"message\":\"registered\"", "\"type\":\"North Star Defined\"", "\"answers\":1"));
    }
}
