package northstar.storage;

import static northstar.storage.Samples.day;
import static northstar.storage.Samples.look;
import static northstar.storage.Samples.result;

import java.util.ArrayList;
import java.util.List;
import northstar.domain.evaluation.EvaluatedLook;

/** A writer of looks that does as functions do: it reads, derives, writes, and begins again where it is refused. */
public final class LookWriter {
    private LookWriter() {}

    /** Writes a look that knows its number, corrects the numbers of those after it, and tells the ranking the newest. */
    public static void evaluate(EvaluationStore store, String experiment, int day) {
        boolean written = false;
        while (!written) {
            written = tried(store, experiment, day);
        }
    }

    private static boolean tried(EvaluationStore store, String experiment, int day) {
        try {
            Looks read = store.looks(experiment);
            int number =
                    store.latestBefore(read, day(day)).map(LookWriter::number).orElse(0) + 1;
            List<EvaluatedLook> changed = new ArrayList<>();
            changed.add(look(experiment, day, "look " + number));
            for (EvaluatedLook later : store.from(read, day(day).plusNanos(1))) {
                number++;
                changed.add(look(experiment, dayOf(later), "look " + number));
            }
            int newest = dayOf(changed.getLast());
            return store.write(read, changed, List.of(result(experiment, "ranked", newest / 100.0)));
        } catch (ConflictingUpdateException _) {
            return false;
        }
    }

    private static int dayOf(EvaluatedLook look) {
        return look.state().looks() - 1;
    }

    private static int number(EvaluatedLook look) {
        String reason = look.evaluation().variants().getFirst().reasons().getFirst();
        return Integer.parseInt(reason.substring("look ".length()));
    }
}
