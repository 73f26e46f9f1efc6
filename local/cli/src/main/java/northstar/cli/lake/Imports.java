package northstar.cli.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import northstar.cli.input.WrongInputException;
import northstar.lake.Lake;
import northstar.lake.Landed;
import northstar.lake.imports.ImportOptions;
import northstar.lake.imports.Readers;
import northstar.lake.imports.Vendor;

/** Puts a vendor's files into a lake and lands them. */
public final class Imports {
    private final Vendor vendor;
    private final ImportOptions options;
    private final Consumer<String> progress;

    /** Makes the importer of a vendor's files that tells its progress. */
    public Imports(Vendor vendor, ImportOptions options, Consumer<String> progress) {
        this.vendor = vendor;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Only looks what is in the files.
     *
     * @throws WrongInputException if one cannot be read
     */
    public List<ImportResult> look(List<Path> files) {
        check(files);
        List<ImportResult> results = new ArrayList<>();
        for (Path file : files) {
            progress.accept("Reading " + file.getFileName() + "…");
            results.add(surveyed(file).result(name(file), null));
        }
        return results;
    }

    /**
     * Puts the files under {@code imports/<vendor>/}, unless they lie there already, and lands what has not landed.
     *
     * @throws WrongInputException if one cannot be read
     */
    public List<ImportResult> land(List<Path> files, OpenLake lake) {
        check(files);
        List<ImportResult> results = new ArrayList<>();
        for (Path file : files) {
            progress.accept("Landing " + file.getFileName() + "…");
            results.add(land(file, lake));
        }
        return results;
    }

    private ImportResult land(Path file, OpenLake lake) {
        String key = vendor.folder() + options.folder() + name(file);
        if (!lies(file, key, lake.lake())) {
            lake.lake().put(key, file);
        }
        Survey survey = new Survey();
        Landed landed = lake.landing(survey::around)
                .land(key)
                .orElseThrow(() -> new IllegalStateException("what was put is gone"));
        boolean wasRead = survey.result("", null).read() > 0;
        return (wasRead ? survey : surveyed(file)).result(name(file), key).landed(landed);
    }

    private static boolean lies(Path file, String key, Lake lake) {
        Optional<Lake.LocalCopy> there = lake.fetch(key);
        if (there.isEmpty()) {
            return false;
        }
        try (Lake.LocalCopy copy = there.get()) {
            return Files.mismatch(copy.path(), file) < 0;
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private Survey surveyed(Path file) {
        try {
            return Survey.of(Readers.of(vendor, options), file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static void check(List<Path> files) {
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw unreadable(file);
            }
            if (!names.add(name(file))) {
                throw new WrongInputException(file + ": name == \"" + name(file)
                        + "\", must be given only once: files get their names in the lake");
            }
        }
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static WrongInputException unreadable(Path file) {
        return new WrongInputException(file + " == unreadable, must be a file that can be read");
    }
}
