package northstar.functions.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import northstar.events.DetailType;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.ReportedFile;
import northstar.events.Message.ReportedRows;
import northstar.events.Messages;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The lake bucket, as far as this function reads it. */
final class Bucket {
    /** A report in a file may be larger than an event, but it is read into memory. */
    private static final int MAX_REPORT_BYTES = 16 * 1024 * 1024;

    private final Clients clients;
    private final Environment environment;

    Bucket(Clients clients, Environment environment) {
        this.clients = clients;
        this.environment = environment;
    }

    /** A copy of an object in a folder of its own; closing deletes it. */
    record Download(Path path, Instant modified) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
                Files.deleteIfExists(path.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Copies an object to a file of the same name, or returns empty if there is none. */
    Optional<Download> download(String key) {
        try {
            Path file = Files.createTempDirectory("northstar")
                    .resolve(Path.of(key).getFileName().toString());
            try (ResponseInputStream<GetObjectResponse> object = open(key)) {
                Files.copy(object, file);
                return Optional.of(new Download(file, object.response().lastModified()));
            } catch (NoSuchKeyException absent) {
                Files.delete(file.getParent());
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a report that lies in the bucket: the detail of an {@code Aggregates Reported} with its rows.
     *
     * @throws MalformedInputException if the object is missing or is not the report that it should be
     */
    ReportedRows report(ReportedFile file) {
        try (ResponseInputStream<GetObjectResponse> object = open(file.s3Key())) {
            byte[] bytes = object.readNBytes(MAX_REPORT_BYTES + 1);
            if (bytes.length > MAX_REPORT_BYTES) {
                throw new MalformedInputException(
                        "$.s3Key", "over " + MAX_REPORT_BYTES, "must be at most " + MAX_REPORT_BYTES + " bytes");
            }
            List<Message> messages =
                    Messages.read(DetailType.AGGREGATES_REPORTED, new String(bytes, StandardCharsets.UTF_8), file.at());
            if (messages.size() == 1
                    && messages.getFirst() instanceof ReportedRows rows
                    && rows.experiment().equals(file.experiment())
                    && rows.at().equals(file.at())) {
                return rows;
            }
            throw new MalformedInputException(
                    "$.s3Key", file.s3Key(), "must hold the rows of this experiment and this time");
        } catch (NoSuchKeyException e) {
            throw new MalformedInputException("$.s3Key", file.s3Key(), "must be an object in the lake bucket");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseInputStream<GetObjectResponse> open(String key) {
        return clients.s3()
                .getObject(request -> request.bucket(environment.bucket()).key(key));
    }
}
