package northstar.functions.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.DefinitionRejected;
import org.junit.jupiter.api.Test;

class RegisterDefinitionHandlerTest {
    private static final String BAD = "{\"northStar\": {\"key\": \"nights\"}}";

    private final Desk desk = new Desk();

    private void refuse(String id, String detail) {
        assertThatThrownBy(() -> desk.send(id, "North Star Defined", detail))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void refusedDefinition_isAnnouncedWithItsReasonAndFails() {
        assertThatThrownBy(() -> desk.send("bad-1", "North Star Defined", BAD))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining("$.northStar.metric");

        List<Message> published = desk.surroundings.published();
        assertThat(published).hasSize(2);
        assertThat(published.getFirst()).isInstanceOfSatisfying(DefinitionRejected.class, rejected -> {
            assertThat(rejected.definition()).isEqualTo("North Star Defined");
            assertThat(rejected.event()).isEqualTo("bad-1");
            assertThat(rejected.at()).isEqualTo(Desk.BEFORE);
            assertThat(rejected.reason()).contains("$.northStar.metric");
        });
        assertThat(published.getLast())
                .isInstanceOfSatisfying(
                        AttentionNeeded.class,
                        attention -> assertThat(attention.kind()).isEqualTo(AttentionNeeded.Kind.REJECTED));
    }

    @Test
    void refusedDefinition_deliveredAgain_failsAgainButIsAnnouncedOnce() {
        refuse("bad-1", BAD);

        refuse("bad-1", BAD);

        assertThat(desk.surroundings.published()).hasSize(2);
    }

    @Test
    void twoRefusedDefinitions_areBothAnnounced() {
        refuse("bad-1", BAD);
        refuse("bad-2", BAD);

        assertThat(desk.surroundings.published()).hasSize(4);
    }

    @Test
    void longReason_isCutToWhatAnEventMayCarry() {
        String unknown = "x".repeat(900);
        String many = "{\"" + unknown + "\": 1, \"y" + unknown + "\": 2, \"northStar\": {}}";

        refuse("bad-1", many);

        assertThat(desk.surroundings.published().getFirst())
                .isInstanceOfSatisfying(
                        DefinitionRejected.class,
                        rejected -> assertThat(rejected.reason().length()).isLessThanOrEqualTo(1_000));
    }

    @Test
    void registered_isLoggedWithTypeAndCount() {
        desk.send("North Star Defined", Desk.NORTH_STAR);

        assertThat(desk.surroundings.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("\"message\":\"registered\"", "\"type\":\"North Star Defined\"", "\"answers\":1"));
    }
}
