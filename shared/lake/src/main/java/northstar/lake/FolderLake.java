package northstar.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import northstar.domain.Arguments;

/**
 * A folder that stands for a bucket: keys are paths within it.
 *
 * <p>A file gets its name only when it is whole. An etag is made of size, time of change and identity of the file, so that
 * nothing is read to know it.
 */
public final class FolderLake implements Lake {
    /** How the names of files begin that are not yet objects. */
    private static final String UNFINISHED = ".northstar-";

    private final Path folder;

    /** Makes a lake of a folder; it is created by the first object. */
    public FolderLake(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    private record Copy(Path path, StoredObject object) implements LocalCopy {
        @Override
        public void close() {
            // It is the object itself.
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        Path start =
                folder.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
        if (!start.startsWith(folder) || !Files.isDirectory(start)) {
            return List.of();
        }
        List<StoredObject> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                            String path = key(directory) + "/";
                            boolean leads =
                                    directory.equals(folder) || path.startsWith(prefix) || prefix.startsWith(path);
                            return leads ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            boolean finished = !isUnfinished(file);
                            if (finished
                                    && attributes.isRegularFile()
                                    && key(file).startsWith(prefix)) {
                                found.add(object(file, attributes));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                            if (failure instanceof NoSuchFileException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw failure;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(Comparator.comparing(StoredObject::key));
        return found;
    }

    private static boolean isUnfinished(Path file) {
        return String.valueOf(file.getFileName()).startsWith(UNFINISHED);
    }

    private String key(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private StoredObject object(Path file, BasicFileAttributes attributes) {
        long changed = Times.micros(attributes.lastModifiedTime().toInstant());
        String etag =
                Long.toHexString(attributes.size()) + "-" + Long.toHexString(changed) + "-" + attributes.fileKey();
        return new StoredObject(
                key(file),
                attributes.size(),
                etag,
                Times.cut(attributes.lastModifiedTime().toInstant()));
    }

    @Override
    public Optional<StoredObject> find(String key) {
        Path file = file(key);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(object(file, attributes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<LocalCopy> fetch(String key) {
        return find(key).map(object -> new Copy(file(key), object));
    }

    @Override
    public void put(String key, Path file) {
        put(key, unfinished -> Files.copy(file, unfinished));
    }

    @Override
    public void put(String key, byte[] content) {
        put(key, unfinished -> Files.write(unfinished, content));
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Content {
        void write(Path file) throws IOException;
    }

    private void put(String key, Content content) {
        Path file = file(key);
        Path directory = file.resolveSibling(".").normalize();
        Path unfinished = directory.resolve(UNFINISHED + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            try {
                content.write(unfinished);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key) {
        for (String step : key.split("/", -1)) {
            boolean leadsOut = step.isEmpty() || step.equals(".") || step.equals("..") || step.indexOf('\0') >= 0;
            if (leadsOut || step.startsWith(UNFINISHED) || step.indexOf('\\') >= 0) {
                throw Arguments.refusal("key", Arguments.quoted(key), "a path within the lake");
            }
        }
        return folder.resolve(key);
    }
}
