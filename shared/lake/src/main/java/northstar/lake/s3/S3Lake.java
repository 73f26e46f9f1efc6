package northstar.lake.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import northstar.lake.Lake;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** A bucket in Amazon S3. Copies of objects lie in a local folder until they are closed. */
public final class S3Lake implements Lake {
    private final S3Client client;
    private final String bucket;
    private final Path copies;

    /**
     * Makes a lake of a bucket.
     *
     * @param client the client; it stays its owner's
     * @param bucket name of the bucket
     * @param copies folder for copies
     */
    public S3Lake(S3Client client, String bucket, Path copies) {
        this.client = client;
        this.bucket = bucket;
        this.copies = copies;
    }

    private record Copy(Path path, StoredObject object) implements LocalCopy {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(object -> stored(object.key(), object.size(), object.eTag(), object.lastModified()))
                .toList();
    }

    @Override
    public Optional<StoredObject> find(String key) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(stored(key, head.contentLength(), head.eTag(), head.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<LocalCopy> fetch(String key) {
        try {
            Path copy = Files.createDirectories(copies).resolve("northstar-" + UUID.randomUUID());
            GetObjectResponse got =
                    client.getObject(request -> request.bucket(bucket).key(key), copy);
            return Optional.of(new Copy(copy, stored(key, got.contentLength(), got.eTag(), got.lastModified())));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A listing says times to the millisecond, a header to the second: both are to make the same version. */
    private static StoredObject stored(String key, long size, String etag, Instant modified) {
        return new StoredObject(key, size, etag, Instant.ofEpochSecond(modified.getEpochSecond()));
    }

    @Override
    public void put(String key, Path file) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file));
    }

    @Override
    public void put(String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    @Override
    public void delete(String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }
}
