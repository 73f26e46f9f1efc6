package northstar.embedded.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import northstar.embedded.wire.ServiceException;

/** The objects of a bucket as files under a folder, one file per key. Thread-safe. */
final class FolderBucket {

    /** Files of the root whose names begin so are being written and are no objects yet. */
    private static final String UNFINISHED = ".northstar-upload-";

    /**
     * What is known of an object without its content.
     *
     * @param size bytes
     * @param modified when it was last written
     * @param etag MD5 of the content, in hexadecimal
     */
    record Properties(long size, Instant modified, String etag) {}

    private final Path root;
    private final Map<String, Properties> known = new ConcurrentHashMap<>();

    FolderBucket(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Optional<Properties> properties(String key) {
        Path file = file(key);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(known.compute(
                    key,
                    (sameKey, before) -> before != null
                                    && before.size() == attributes.size()
                                    && before.modified()
                                            .equals(attributes
                                                    .lastModifiedTime()
                                                    .toInstant())
                            ? before
                            : read(file, attributes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] content(String key) {
        try {
            return Files.readAllBytes(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an object; nobody ever sees half of it. Its time loses what is below a second, as it does in S3. */
    Properties put(String key, byte[] content, Instant now) {
        Path file = file(key);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file of the root has a parent"));
            Path unfinished = Files.createTempFile(root, UNFINISHED, "");
            Files.write(unfinished, content);
            Files.setLastModifiedTime(unfinished, FileTime.from(now.truncatedTo(ChronoUnit.SECONDS)));
            return Objects.requireNonNull(known.compute(key, (sameKey, before) -> moved(unfinished, file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two contents of one size may come within a second, so the time alone does not tell that the file is another. */
    private static Properties moved(Path unfinished, Path file) {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return read(file, Files.readAttributes(file, BasicFileAttributes.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes an object; one that is not there is removed already. */
    void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
            known.remove(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every object whose key begins with a prefix, in the order of the keys. */
    SortedMap<String, Properties> list(String prefix) {
        SortedMap<String, Properties> found = new TreeMap<>();
        int end = prefix.lastIndexOf('/');
        Path folder = end <= 0 ? root : file(prefix.substring(0, end));
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String key = root.relativize(file).toString().replace('\\', '/');
                    if (key.startsWith(prefix) && !key.startsWith(UNFINISHED)) {
                        properties(key).ifPresent(properties -> found.put(key, properties));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private Path file(String key) {
        try {
            Path file = root.resolve(key).normalize();
            String canonical = root.relativize(file).toString().replace('\\', '/');
            if (!key.isEmpty() && file.startsWith(root) && canonical.equals(key)) {
                return file;
            }
        } catch (InvalidPathException notAFileName) {
            throw refused(key);
        }
        throw refused(key);
    }

    private static ServiceException refused(String key) {
        return new ServiceException(
                400,
                "InvalidArgument",
                "key == \"" + key
                        + "\", must be a relative path without \"..\", empty names or a slash at the end in the embedded system");
    }

    private static Properties read(Path file, BasicFileAttributes attributes) {
        try {
            String etag =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)));
            return new Properties(
                    attributes.size(), attributes.lastModifiedTime().toInstant(), etag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
