package northstar.cli.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import northstar.domain.definition.PinnedExperiment;
import northstar.events.DefinitionDocuments;
import northstar.events.Definitions;
import org.jspecify.annotations.Nullable;

/**
 * A definition file, and the files in which what it does not define itself is looked for.
 *
 * @param path the file
 * @param own what it declares
 * @param beside what the other files declare, in the order in which they are asked
 */
public record DefinitionFile(Path path, Definitions own, Map<Path, Definitions> beside) {
    private static final List<String> NEIGHBOURS = List.of("north-star.yaml", "metrics.yaml");

    public DefinitionFile {
        beside = new LinkedHashMap<>(beside);
    }

    /**
     * Reads a file, and what lies beside it: the file of {@code --metrics}, {@code north-star.yaml}, {@code metrics.yaml};
     * metrics that {@link Calibrations} beside it have found wanting say so.
     *
     * @param metrics the file of {@code --metrics}, or null
     * @throws northstar.events.MalformedInputException if one of them is not as the contract says
     * @throws WrongInputException if one of them cannot be read
     */
    public static DefinitionFile read(Path path, @Nullable Path metrics) {
        Calibrations calibrations = Calibrations.beside(path);
        Definitions own = calibrations.marked(definitions(path));
        Map<Path, Definitions> beside = new LinkedHashMap<>();
        if (metrics != null) {
            beside.put(metrics, calibrations.marked(definitions(metrics)));
        }
        for (String name : NEIGHBOURS) {
            Path neighbour = path.resolveSibling(name);
            if (Files.isRegularFile(neighbour) && !isSame(neighbour, path) && !beside.containsKey(neighbour)) {
                beside.put(neighbour, calibrations.marked(definitions(neighbour)));
            }
        }
        return new DefinitionFile(path, own, beside);
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private static Definitions definitions(Path file) {
        try {
            return DefinitionDocuments.read(file);
        } catch (NoSuchFileException e) {
            throw new WrongInputException(file + " == absent, must be a file");
        } catch (IOException e) {
            throw new WrongInputException(file + " == unreadable, must be a file that can be read");
        }
    }

    /** Returns the North Stars that its experiments may name. */
    public List<NorthStar> northStars() {
        Map<String, NorthStar> found = new LinkedHashMap<>();
        all().forEach(definitions ->
                definitions.northStars().forEach(northStar -> found.putIfAbsent(northStar.key(), northStar)));
        return List.copyOf(found.values());
    }

    /** Returns the metrics that its experiments may name. */
    public SortedMap<String, Metric> metrics() {
        SortedMap<String, Metric> found = new TreeMap<>();
        all().forEach(definitions -> definitions.metrics().forEach((key, metric) -> found.putIfAbsent(key, metric)));
        return found;
    }

    /** Returns what it declares, together with what its experiments need of the other files. */
    public Definitions complete() {
        List<NorthStar> northStars = new ArrayList<>(own.northStars());
        SortedMap<String, Metric> metrics = new TreeMap<>(own.metrics());
        SortedMap<String, Metric> known = metrics();
        for (NorthStar northStar : northStars()) {
            boolean isNeeded = own.experiments().stream()
                    .anyMatch(experiment -> experiment.northStar() == null
                            ? own.northStars().isEmpty()
                            : experiment.northStar().equals(northStar.key()));
            if (isNeeded && !northStars.contains(northStar)) {
                northStars.add(northStar);
            }
        }
        for (Experiment experiment : own.experiments()) {
            for (NorthStar northStar : northStars) {
                for (String key : PinnedExperiment.metricKeys(experiment, northStar)) {
                    Metric metric = known.get(key);
                    if (metric != null) {
                        metrics.putIfAbsent(key, metric);
                    }
                }
            }
        }
        return new Definitions(northStars, metrics, own.experiments());
    }

    private List<Definitions> all() {
        List<Definitions> all = new ArrayList<>();
        all.add(own);
        all.addAll(beside.values());
        return all;
    }
}
