package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The reader agrees with another strict one on what is JSON, over damaged samples. */
class JsonFuzzTest {
    private static final ObjectMapper ORACLE = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String ALPHABET = "{}[],:\"\\ \n\t0123456789.-+eEtrufalsn\u0001\u00e9x/'";

    private static boolean accepts(String json) {
        try {
            JsonTree.parse(json);
            return true;
        } catch (MalformedInputException e) {
            return false;
        }
    }

    private static boolean oracleAccepts(String json) {
        try {
            return !ORACLE.readTree(json).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void parse_damagedText_isAcceptedExactlyIfItIsJson(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder json =
                    new StringBuilder("{\"a\":[1,-2.5e3,true,null],\"b\":{\"c\":\"x\\n\\u00e9\"},\"d\":false}");
            for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
                int at = random.nextInt(json.length());
                char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                switch (random.nextInt(3)) {
                    case 0 -> json.setCharAt(at, c);
                    case 1 -> json.insert(at, c);
                    default -> json.deleteCharAt(at);
                }
            }

            String text = json.toString();

            assertThat(accepts(text)).as("seed %d: %s", seed, text).isEqualTo(oracleAccepts(text));
        }
    }

    @Test
    void parse_acceptedText_hasTheOraclesNumbers() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                String json = new JsonOut().value(java.util.List.of(number)).text();

                assertThat(ORACLE.readTree(json).get(0).doubleValue()).isEqualTo(number);
                assertThat(Value.number(Node.root("$", JsonTree.parse(json))
                                .list(node -> node)
                                .getFirst()))
                        .isEqualTo(number);
            }
        }
    }
}
