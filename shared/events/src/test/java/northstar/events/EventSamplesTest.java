package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples under {@code events/} are the contract: codec and schema have to agree on each of them. */
class EventSamplesTest {
    private static final Path EVENTS =
            Path.of("..", "..", "events").toAbsolutePath().normalize();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void folders_ofEvents_areTheDetailTypes() throws IOException {
        try (Stream<Path> folders = Files.list(EVENTS)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(DetailType.values())
                            .map(DetailType::folder)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(DetailType.class)
    void samples_ofEachType_areValidAndInvalidOnes(DetailType type) throws IOException {
        assertThat(jsonFiles(type, "valid")).isNotEmpty();
        assertThat(jsonFiles(type, "invalid").stream()
                        .map(file -> file.getFileName().toString()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        refusals(type).stream().map(Refusal::file).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validSamples")
    void read_validSample_readsBackWhatItWrites(Sample sample) {
        Envelope envelope = Codec.envelope().read(sample.text());

        List<Message> messages = Messages.read(envelope);

        assertThat(messages).isNotEmpty().allSatisfy(message -> {
            assertThat(message.type()).isEqualTo(sample.type());
            String detail = Messages.write(message);
            assertThat(Messages.read(message.type(), detail, envelope.time())).containsExactly(message);
            assertThat(Messages.write(Messages.read(message.type(), detail, envelope.time())
                            .getFirst()))
                    .isEqualTo(detail);
        });
        assertThat(Codec.envelope().read(Codec.envelope().write(envelope))).isEqualTo(envelope);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validSamples")
    void schema_validSample_accepts(Sample sample) {
        assertThat(schemaErrors(sample.type(), sample.text())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validSamples")
    void schema_whatTheCodecWrites_accepts(Sample sample) {
        Envelope envelope = Codec.envelope().read(sample.text());

        for (Message message : Messages.read(envelope)) {
            Envelope written = new Envelope(
                    envelope.id(),
                    envelope.detailType(),
                    envelope.source(),
                    envelope.account(),
                    envelope.time(),
                    envelope.region(),
                    envelope.resources(),
                    Messages.write(message));
            assertThat(schemaErrors(sample.type(), Codec.envelope().write(written)))
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidSamples")
    void read_invalidSample_isRefusedWithItsMessage(Sample sample, Refusal refusal) {
        Envelope envelope = Codec.envelope().read(sample.text());

        assertThatThrownBy(() -> Messages.read(envelope))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage(refusal.message());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidSamples")
    void schema_invalidSample_refusesWhatASchemaCanTell(Sample sample, Refusal refusal) {
        assertThat(schemaErrors(sample.type(), sample.text()).isEmpty())
                .isEqualTo(refusal.schema().equals("cannot tell"));
    }

    static Stream<Sample> validSamples() {
        return samples("valid");
    }

    static Stream<Object[]> invalidSamples() {
        return samples("invalid").map(sample -> new Object[] {
            sample,
            refusals(sample.type()).stream()
                    .filter(refusal ->
                            refusal.file().equals(sample.path().getFileName().toString()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(sample + " has no line in expected.tsv"))
        });
    }

    private static Stream<Sample> samples(String kind) {
        return Arrays.stream(DetailType.values())
                .flatMap(type -> jsonFiles(type, kind).stream().map(path -> new Sample(type, path)));
    }

    private static List<Path> jsonFiles(DetailType type, String kind) {
        try (Stream<Path> files = Files.list(EVENTS.resolve(type.folder()).resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("cannot list the samples of " + type, e);
        }
    }

    private static List<Refusal> refusals(DetailType type) {
        return read(EVENTS.resolve(type.folder()).resolve("invalid").resolve("expected.tsv"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(cells -> new Refusal(cells[0], cells[1], cells[2]))
                .toList();
    }

    private static List<Error> schemaErrors(DetailType type, String event) {
        Schema schema = SCHEMAS.getSchema(read(EVENTS.resolve(type.folder()).resolve("schema.json")));
        return schema.validate(event, InputFormat.JSON);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    record Sample(DetailType type, Path path) {
        String text() {
            return read(path);
        }

        @Override
        public String toString() {
            return type.folder() + "/" + path.getFileName();
        }
    }

    /** One line of expected.tsv: whether the schema refuses the file, and what the codec says. */
    record Refusal(String file, String schema, String message) {
        @Override
        public String toString() {
            return message;
        }
    }
}
