package northstar.localstack;

import java.time.Duration;

/**
 * Ends this process when the one that started it is gone, however that ended. Its number is in the variable
 * {@code NORTHSTAR_PARENT}, so that an end before this process looked for the first time is seen too.
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
        String named = System.getenv(PARENT);
        long parent = named == null ? parent() : Long.parseLong(named);
        Thread.ofPlatform().daemon().name("watch-parent").start(() -> endWith(parent));
    }

    /** Another one as soon as the parent has ended, even while nobody has taken note of its end yet. */
    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    private static void endWith(long parent) {
        try {
            while (parent() == parent) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0); // at once: shutdown hooks may wait for what is gone
    }
}
