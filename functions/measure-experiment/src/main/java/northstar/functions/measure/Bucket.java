package northstar.functions.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import northstar.domain.moments.AggregateReport;
import northstar.events.Codec;
import northstar.events.MalformedInputException;
import northstar.events.Message.ReportedFile;
import northstar.events.Message.ReportedRows;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The lake bucket, as far as this function reads it. */
final class Bucket {
    private static final String REPORTS = "aggregates/";

    /** A report in a file may be larger than an event, but it is read into memory. */
    private static final int MAX_REPORT_BYTES = 16 * 1024 * 1024;

    private final Clients clients;
    private final Environment environment;
    private final Path folder;

    /**
     * Opens the bucket.
     *
     * @param folder where downloads may lie for a while
     */
    Bucket(Clients clients, Environment environment, Path folder) {
        this.clients = clients;
        this.environment = environment;
        this.folder = folder;
    }

    /** A copy of an object in a folder of its own; closing deletes it. */
    record Download(Path folder, Path path, Instant modified) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Copies an object to a file of the same name, or returns empty if there is none. */
    Optional<Download> download(String key) {
        try (ResponseInputStream<GetObjectResponse> object = open(key)) {
            Path own = Files.createTempDirectory(folder, "northstar");
            Path file = own.resolve(key.substring(key.lastIndexOf('/') + 1));
            Download download = new Download(own, file, object.response().lastModified());
            boolean isComplete = false;
            try {
                Files.copy(object, file);
                isComplete = true;
                return Optional.of(download);
            } finally {
                if (!isComplete) {
                    download.close();
                }
            }
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a report that lies under {@code aggregates/} in the bucket: the detail of an {@code Aggregates Reported} with
     * its rows.
     *
     * @throws MalformedInputException if the object is missing or is not the report that it should be
     */
    ReportedRows report(ReportedFile file) {
        if (!file.s3Key().startsWith(REPORTS)) {
            // a refusal shows what it found, which must never be a row of a unit table
            throw new MalformedInputException("$.s3Key", file.s3Key(), "must begin with " + REPORTS);
        }
        try (ResponseInputStream<GetObjectResponse> object = open(file.s3Key())) {
            byte[] bytes = object.readNBytes(MAX_REPORT_BYTES + 1);
            if (bytes.length > MAX_REPORT_BYTES) {
                throw new MalformedInputException(
                        "$.s3Key", "over " + MAX_REPORT_BYTES, "must be at most " + MAX_REPORT_BYTES + " bytes");
            }
            AggregateReport report = Codec.aggregateReport().read(bytes);
            if (report.experiment().equals(file.experiment()) && report.at().equals(file.at())) {
                return ReportedRows.of(report);
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
