package northstar.endtoend;

import java.time.Duration;
import java.time.Instant;

/** Tells how long things took since make e2e began. */
final class Timing {
    private static final long BEGAN =
            Long.getLong("northstar.began", Instant.now().getEpochSecond());

    private Timing() {}

    static void say(String what) {
        Duration passed = Duration.between(Instant.ofEpochSecond(BEGAN), Instant.now());
        System.out.println(what + " after " + passed.toSeconds() + " s");
    }
}
