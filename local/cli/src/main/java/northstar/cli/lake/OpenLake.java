package northstar.cli.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import northstar.cli.input.WrongInputException;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.lake.DaySeals;
import northstar.lake.FileLease;
import northstar.lake.FolderLake;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.Landing;
import northstar.lake.Manifests;
import northstar.lake.ObjectReader;
import northstar.lake.RawReader;
import northstar.lake.SealedDay;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import northstar.lake.imports.Readers;
import northstar.measurement.activity.Explanation;
import northstar.measurement.activity.History;
import northstar.measurement.activity.LakeMeasurement;
import org.jspecify.annotations.Nullable;

/** A folder that holds a lake, and what works on it. */
public final class OpenLake {
    private static final int MOST_MEBIBYTES = 640;

    private final Path folder;
    private final FolderLake lake;
    private final DuckDb.Limits limits = limits();

    private OpenLake(Path folder) {
        this.folder = folder;
        this.lake = new FolderLake(folder);
    }

    /** What does not fit into that is spilled: a lake may be larger than the machine. */
    private static DuckDb.Limits limits() {
        DuckDb.Limits machine = DuckDb.Limits.ofMachine();
        return new DuckDb.Limits(
                Math.min(machine.memoryMebibytes(), MOST_MEBIBYTES), machine.threads(), machine.spillParent());
    }

    /** Returns the lake in a folder, which need not be there yet. */
    public static OpenLake create(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new WrongInputException("--lake == " + folder + ", must be a folder");
        }
        return new OpenLake(folder);
    }

    /**
     * Returns the lake in a folder.
     *
     * @throws WrongInputException if there is no such folder
     */
    public static OpenLake at(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WrongInputException("--lake == " + folder + ", must be a folder");
        }
        return new OpenLake(folder);
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    Lake lake() {
        return lake;
    }

    DuckDb engine() {
        return new DuckDb(limits);
    }

    Manifests manifests() {
        return new Manifests(lake);
    }

    Landing landing() {
        return landing(UnaryOperator.identity());
    }

    Landing landing(UnaryOperator<ObjectReader> around) {
        return new Landing(limits, lake, key -> around.apply(Readers.of(key).orElseGet(RawReader::new)));
    }

    /** Lands what is new. */
    public void land(Consumer<String> progress) {
        Landing landing = landing();
        List<String> unlanded = landing.unlanded();
        for (int done = 0; done < unlanded.size(); done++) {
            progress.accept("Landing object " + (done + 1) + " of " + unlanded.size() + "…");
            landing.land(unlanded.get(done));
        }
    }

    /** Tries the refused records of all objects again. */
    public List<Redriven> redrive(Consumer<String> progress) {
        return new RefusedRecords(lake, limits).tryAgain(progress, (_, _) -> {});
    }

    /**
     * Measures all looks of an experiment up to a time; days on which something has landed are sealed first.
     *
     * @throws IllegalArgumentException if a metric names no event, or a sum overflows
     */
    public List<Measurement> replay(PinnedExperiment pinned, Instant until) {
        try (DuckDb engine = engine()) {
            return new LakeMeasurement(engine, seals()).replay(pinned, until);
        }
    }

    /** Returns what an experiment and its metrics name that is not there, each with advice. */
    public List<String> missing(PinnedExperiment pinned) {
        DefinitionFit fit = new DefinitionFit(sealed(Kind.EXPOSURES), sealed(Kind.ACTIVITIES));
        List<Symptom> symptoms = new ArrayList<>(fit.of(pinned.experiment()));
        symptoms.addAll(fit.of(pinned.metrics().values()));
        return symptoms.stream()
                .filter(symptom -> symptom.level() == Symptom.Level.PROBLEM)
                .map(symptom -> symptom.text() + " → " + symptom.advice())
                .toList();
    }

    /** Returns which metrics of an experiment count what never occurs, each with advice. */
    public List<String> missingEvents(PinnedExperiment pinned) {
        return new DefinitionFit(List.of(), sealed(Kind.ACTIVITIES))
                .of(pinned.metrics().values()).stream()
                        .filter(symptom -> symptom.level() == Symptom.Level.PROBLEM)
                        .map(symptom -> symptom.text() + " → " + symptom.advice())
                        .toList();
    }

    /**
     * Measures what units did before an experiment by its rules.
     *
     * @param until what is done from then on is not looked at
     * @param event what brings a unit in, or null for anything that it does
     * @return empty if the lake does not reach back far enough
     * @throws IllegalArgumentException if a metric names no event, or a sum overflows
     */
    public Optional<History> history(PinnedExperiment pinned, Instant until, @Nullable String event) {
        try (DuckDb engine = engine()) {
            return new LakeMeasurement(engine, seals()).history(pinned, until, event);
        }
    }

    /** Explains what a look saw of a metric. */
    public Explanation explain(PinnedExperiment pinned, String metric, Instant look) {
        try (DuckDb engine = engine()) {
            return new LakeMeasurement(engine, seals()).explain(pinned, metric, look);
        }
    }

    /**
     * Returns the end of the last day (UTC) on which something was done, days after today left out unless there are no
     * others.
     *
     * @throws WrongInputException if nothing has landed
     */
    public Instant lastDay(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Kind kind : Kind.values()) {
            days.addAll(seals().days(kind));
        }
        if (days.isEmpty()) {
            throw new WrongInputException("--lake == " + folder + ", must hold exposures and activities");
        }
        LocalDate past = days.floor(today);
        LocalDate last = past == null ? days.last() : past;
        return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private DaySeals seals() {
        return new DaySeals(limits, lake, new FileLease(folder.resolve("locks")));
    }

    /** Seals all days of a kind and returns them. */
    List<SealedDay> sealed(Kind kind) {
        DaySeals seals = seals();
        SortedSet<LocalDate> days = seals.days(kind);
        return days.isEmpty() ? List.of() : seals.seal(kind, days.first(), days.last());
    }

    /** Returns what to select the rows of such tables or parts from, or nothing if there are none. */
    Optional<String> rows(List<String> keys) {
        List<String> files =
                keys.stream().map(key -> Sql.exactly(folder.resolve(key))).toList();
        return files.isEmpty() ? Optional.empty() : Optional.of(Sql.parquet(files));
    }

    /** Returns the keys of the tables of such days. */
    static List<String> tables(List<SealedDay> days) {
        return days.stream()
                .flatMap(day -> Optional.ofNullable(day.table()).stream())
                .toList();
    }
}
