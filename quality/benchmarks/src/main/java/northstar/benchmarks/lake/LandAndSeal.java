package northstar.benchmarks.lake;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import northstar.lake.DaySeals;
import northstar.lake.FileLease;
import northstar.lake.FolderLake;
import northstar.lake.Kind;
import northstar.lake.Landing;
import northstar.lake.RawReader;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;

/** A process that lands the raw objects of a lake and seals its days: what the function and the command line do. */
public final class LandAndSeal {
    private LandAndSeal() {}

    /**
     * Runs.
     *
     * @param arguments the lake's folder; how many rows have to be there in the end
     */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        DuckDb.Limits limits = new DuckDb.Limits(640, Runtime.getRuntime().availableProcessors(), folder);
        FolderLake lake = new FolderLake(folder);
        Landing landing = new Landing(limits, lake, key -> new RawReader());
        landing.unlanded().forEach(landing::land);
        DaySeals seals = new DaySeals(limits, lake, new FileLease(folder.resolve("locks")));
        SortedSet<LocalDate> days = seals.days(Kind.ACTIVITIES);
        List<SealedDay> sealed = seals.seal(Kind.ACTIVITIES, days.first(), days.last());
        long rows = sealed.stream().mapToLong(SealedDay::rows).sum();
        if (rows != Long.parseLong(arguments[1])) {
            throw new IllegalStateException("rows sealed == " + rows + ", must be " + arguments[1]);
        }
    }
}
