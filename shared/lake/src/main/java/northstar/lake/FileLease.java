package northstar.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A lease for a folder, by locks on files in it: the system frees them when their holder ends, however it ends. */
public final class FileLease implements SealLease {
    /** A file is locked for a whole process; its threads take turns by these. */
    private static final ConcurrentHashMap<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final Path folder;

    /** Makes a lease of a folder for the files to lock. */
    public FileLease(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public <T> T holding(String name, Supplier<T> work) {
        Path file = folder.resolve(name + ".lock");
        ReentrantLock turn = TURNS.computeIfAbsent(file, key -> new ReentrantLock());
        turn.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IllegalStateException("the lock of " + name + " is not held");
                }
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }
}
