package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignJsonTest {
    @Test
    void object_anyStructure_isWrittenAsItWas() {
        String json = "{\"a\":[1,2.50,{\"b\":null}],\"c\":\"ü\",\"d\":true,\"e\":12345678901234567890}";

        assertThat(ForeignJson.write(ForeignJson.object(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "7", "", "{", "{\"a\":1,\"a\":2}", "{\"a\":1e400}", "{\"a\":NaN}", "{\"a\":\"\\ud800\"}"})
    void object_otherText_isRefused(String json) {
        assertThatThrownBy(() -> ForeignJson.object(json)).isInstanceOf(MalformedInputException.class);
    }
}
