package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written reads back equal and is written again in the same characters. */
class CodecRoundTripTest {
    private static final int SEEDS = 300;

    record Structure<T>(String name, Codec<T> codec, LongFunction<T> draw) {
        void assertRoundTrip(long seed) {
            T drawn = draw.apply(seed);

            String json = codec.write(drawn);
            T read = codec.read(json);

            assertThat(read).as("%s of seed %d", name, seed).isEqualTo(drawn);
            assertThat(codec.write(read)).as("%s of seed %d", name, seed).isEqualTo(json);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Structure<?>> structures() {
        return Stream.of(
                new Structure<>("northStar", Codec.northStar(), seed -> new DrawnDefinitions(seed).northStar()),
                new Structure<>("metrics", Codec.metrics(), seed -> new DrawnDefinitions(seed).metrics()),
                new Structure<>("experiment", Codec.experiment(), seed -> new DrawnDefinitions(seed).experiment()),
                new Structure<>("version", Codec.version(), seed -> new DrawnDefinitions(seed).version()),
                new Structure<>(
                        "currentExperiment",
                        Codec.currentExperiment(),
                        seed -> new DrawnDefinitions(seed).currentExperiment()),
                new Structure<>(
                        "pinnedExperiment",
                        Codec.pinnedExperiment(),
                        seed -> new DrawnDefinitions(seed).pinnedExperiment()),
                new Structure<>("powerSums", Codec.powerSums(), seed -> new DrawnResults(seed).powerSums(3)),
                new Structure<>("moments", Codec.moments(), seed -> new DrawnResults(seed).moments()),
                new Structure<>("preview", Codec.preview(), seed -> new DrawnResults(seed).preview()),
                new Structure<>("segments", Codec.segments(), seed -> new DrawnResults(seed).segments()),
                new Structure<>("measurement", Codec.measurement(), seed -> new DrawnResults(seed).measurement()),
                new Structure<>(
                        "aggregateReport", Codec.aggregateReport(), seed -> new DrawnResults(seed).aggregateReport()),
                new Structure<>("evaluation", Codec.evaluation(), seed -> new DrawnResults(seed).evaluation()),
                new Structure<>(
                        "sequentialState", Codec.sequentialState(), seed -> new DrawnResults(seed).sequentialState()),
                new Structure<>("variantResult", Codec.variantResult(), seed -> new DrawnResults(seed).variantResult()),
                new Structure<>("featureState", Codec.featureState(), seed -> new DrawnResults(seed).featureState()),
                new Structure<>("ranking", Codec.ranking(), seed -> new DrawnResults(seed).ranking()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("structures")
    void read_whatWasWritten_isEqual(Structure<?> structure) {
        LongStream.range(0, SEEDS).forEach(structure::assertRoundTrip);
    }
}
