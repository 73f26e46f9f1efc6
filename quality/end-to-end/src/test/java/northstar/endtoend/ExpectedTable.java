package northstar.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import northstar.embedded.EmbeddedAws;
import northstar.embedded.EmbeddedOptions;
import northstar.embedded.bus.TimedEvent;

/** What the embedded system makes of a story: the numbers that the deployed one has to arrive at too. */
final class ExpectedTable {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private ExpectedTable() {}

    /**
     * Plays a story in this process.
     *
     * @param folder where the lake may lie meanwhile
     */
    static TableContents of(Story story, Path folder) throws IOException {
        Path lake = Files.createTempDirectory(folder, "lake");
        EmbeddedOptions options = EmbeddedOptions.of(
                        HOME.resolve("template.yaml"), lake, HOME.resolve("local/dynamodb-local/target/lib"))
                .withStart(story.start().minus(Duration.ofDays(1)))
                .coalesce("RankFeatures");
        try (EmbeddedAws aws = EmbeddedAws.start(options)) {
            for (Step step : story.steps()) {
                play(aws, step, folder);
            }
            aws.advanceTo(story.end());
            aws.settle();
            if (!aws.deadLetters().isEmpty()) {
                throw new AssertionError("not handled: " + aws.deadLetters());
            }
            return TableContents.of(aws.clients().dynamoDb(), "northstar-embedded");
        }
    }

    private static void play(EmbeddedAws aws, Step step, Path folder) throws IOException {
        switch (step) {
            case Step.Said said -> aws.send(new TimedEvent(said.type(), said.source(), said.detail(), said.at()));
            case Step.Filed filed -> {
                aws.advanceTo(filed.at());
                Path file = Files.write(Files.createTempFile(folder, "object", ""), filed.content());
                aws.putObject(filed.key(), file);
                aws.drain();
                Files.delete(file);
            }
        }
    }
}
