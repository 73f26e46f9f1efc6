package northstar.localstack;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends this process when the one that started it is gone, however that ended. Its number is in the variable
 * {@code NORTHSTAR_PARENT}; without that it is the parent.
 *
 * <p>As a Java agent it does so for programs that know nothing of it.
 */
public final class ParentWatch {
    private static final String PARENT = "NORTHSTAR_PARENT";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private ParentWatch() {}

    /** Begins to watch, before the program starts. */
    public static void premain(String arguments) {
        start();
    }

    static void start() {
        Optional<ProcessHandle> parent = parent(System.getenv(PARENT));
        Thread.ofPlatform().daemon().name("watch-parent").start(() -> endWith(parent));
    }

    private static Optional<ProcessHandle> parent(String number) {
        return number == null ? ProcessHandle.current().parent() : ProcessHandle.of(Long.parseLong(number));
    }

    private static void endWith(Optional<ProcessHandle> parent) {
        try {
            while (parent.isPresent() && parent.get().isAlive()) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0); // at once: shutdown hooks may wait for what is gone
    }
}
