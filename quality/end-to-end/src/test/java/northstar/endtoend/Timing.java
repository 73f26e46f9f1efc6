package northstar.endtoend;

import java.time.Duration;
import java.time.Instant;

/** Tells how long things took since make e2e began. */
final class Timing {
    private Timing() {}

    static void say(String what) {
        Instant now = Instant.now();
        long began = Long.getLong("northstar.began", now.getEpochSecond());
        System.out.println(what + " after "
                + Duration.between(Instant.ofEpochSecond(began), now).toSeconds() + " s");
    }
}
