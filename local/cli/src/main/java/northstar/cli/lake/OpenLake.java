package northstar.cli.lake;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import northstar.cli.input.WrongInputException;
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

/** A folder that holds a lake, and what works on it. */
public final class OpenLake {
    private final Path folder;
    private final FolderLake lake;
    private final DuckDb.Limits limits = DuckDb.Limits.ofMachine();

    private OpenLake(Path folder) {
        this.folder = folder;
        this.lake = new FolderLake(folder);
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

    /** Seals all days of a kind and returns them. */
    List<SealedDay> sealed(Kind kind) {
        DaySeals seals = new DaySeals(limits, lake, new FileLease(folder.resolve("locks")));
        SortedSet<LocalDate> days = seals.days(kind);
        return days.isEmpty() ? List.of() : seals.seal(kind, days.first(), days.last());
    }

    /** Returns what to select the rows of such tables or parts from, or nothing if there are none. */
    Optional<String> rows(List<String> keys) {
        List<String> files = keys.stream()
                .map(key -> Sql.text(folder.resolve(key).toString()))
                .toList();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of("read_parquet([" + String.join(", ", files)
                        + "], hive_partitioning = false, union_by_name = true)");
    }

    /** Returns the keys of the tables of such days. */
    static List<String> tables(List<SealedDay> days) {
        return days.stream()
                .flatMap(day -> Optional.ofNullable(day.table()).stream())
                .toList();
    }
}
