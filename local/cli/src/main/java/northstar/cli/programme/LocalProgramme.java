package northstar.cli.programme;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.DataSource.Aggregates;
import northstar.domain.definition.DataSource.Units;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.Measurement;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantResult;
import northstar.evaluation.Evaluator;
import northstar.evaluation.UnitGuard;
import northstar.events.ContentHash;
import northstar.lake.engine.DuckDb;
import northstar.measurement.TableRefusedException;
import northstar.measurement.UnitRows;
import northstar.measurement.UnitTable;
import northstar.portfolio.FeatureRanking;
import northstar.runtime.Version;
import org.jspecify.annotations.Nullable;

/** Takes definitions through measurements and looks to results. Replays every look, so that numbers equal the functions'. */
public final class LocalProgramme {
    private final @Nullable AsOf asOf;
    private final @Nullable OpenLake lake;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private boolean hasLanded;

    /**
     * Creates a programme.
     *
     * @param asOf the time up to which data count, or null for all of them
     * @param lake where exposures and activities are, or null if nobody said
     * @param clock tells what lies in the future
     * @param progress hears what is being done
     */
    public LocalProgramme(
            @Nullable AsOf asOf, @Nullable OpenLake lake, InstantSource clock, Consumer<String> progress) {
        this.asOf = asOf;
        this.lake = lake;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Evaluates all experiments of these files.
     *
     * @return those that had a look by then, in the order of the files; at least one
     * @throws WrongInputException if a definition cannot be used here, or no experiment had a look by then
     * @throws IllegalArgumentException if a table is refused
     */
    public List<ExperimentRun> run(List<DefinitionFile> files) {
        Map<PinnedExperiment, Path> experiments = new LinkedHashMap<>();
        Map<String, Path> seen = new HashMap<>();
        for (DefinitionFile file : files) {
            for (Experiment experiment : file.own().experiments()) {
                Path other = seen.put(experiment.key(), file.path());
                if (other != null) {
                    throw new WrongInputException(file.path() + ": experiment.key == \"" + experiment.key()
                            + "\", must be declared only once (it is in " + other + " too)");
                }
                experiments.put(Pinning.of(experiment, file), file.path());
            }
        }
        Map<PinnedExperiment, List<Measurement>> measurements = measured(experiments);
        Evaluator evaluator = new Evaluator(Version.NORTHSTAR, ContentHash::of);
        List<ExperimentRun> runs = new ArrayList<>();
        for (PinnedExperiment pinned : experiments.keySet()) {
            progress.accept("Evaluating " + pinned.experiment().key() + "…");
            List<Measurement> looks = measurements.getOrDefault(pinned, List.of()).stream()
                    .filter(look -> !isAfter(look.at(), pinned))
                    .toList();
            if (!looks.isEmpty()) {
                runs.add(new ExperimentRun(pinned, looks, evaluator.replay(pinned, looks)));
            }
        }
        if (runs.isEmpty()) {
            throw noLook(measurements);
        }
        return List.copyOf(runs);
    }

    private WrongInputException noLook(Map<PinnedExperiment, List<Measurement>> measurements) {
        Instant first = measurements.entrySet().stream()
                .map(look -> look.getValue().isEmpty()
                        ? firstLook(look.getKey())
                        : look.getValue().getFirst().at())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        String until = asOf == null ? "last day of the lake" : "--as-of";
        return new WrongInputException(
                until + " == " + (asOf == null && lake != null ? lake.lastDay(clock.instant()) : asOf)
                        + ", must not be before the first check (" + first + ")");
    }

    private static Instant firstLook(PinnedExperiment pinned) {
        Instant first =
                pinned.experiment().start().plus(pinned.experiment().analysis().looks());
        return first.isBefore(pinned.finalLook()) ? first : pinned.finalLook();
    }

    /** Returns the ranking of each North Star, in the alphabetical order of their keys. */
    public static List<Ranking> ranked(List<ExperimentRun> runs) {
        Map<String, List<VariantResult>> results = new TreeMap<>();
        for (ExperimentRun run : runs) {
            run.results()
                    .forEach(result -> results.computeIfAbsent(result.northStar(), _ -> new ArrayList<>())
                            .add(result));
        }
        return results.entrySet().stream()
                .map(entry -> FeatureRanking.of(entry.getValue(), List.of(), entry.getKey(), 1))
                .toList();
    }

    private Map<PinnedExperiment, List<Measurement>> measured(Map<PinnedExperiment, Path> experiments) {
        Map<PinnedExperiment, List<Measurement>> measurements = new HashMap<>();
        Map<Path, List<PinnedExperiment>> aggregates = new LinkedHashMap<>();
        try (DuckDb engine = new DuckDb(DuckDb.Limits.ofMachine())) {
            experiments.forEach((pinned, definedIn) -> {
                switch (pinned.experiment().data()) {
                    case Units units -> measurements.put(pinned, units(engine, pinned, definedIn, units.file()));
                    case Aggregates table ->
                        aggregates
                                .computeIfAbsent(AggregateFiles.file(definedIn, pinned, table), _ -> new ArrayList<>())
                                .add(pinned);
                    case DataSource.Events _ -> measurements.put(pinned, events(pinned, definedIn));
                }
            });
            aggregates.forEach((file, all) -> measurements.putAll(aggregates(engine, file, all)));
        }
        return measurements;
    }

    private List<Measurement> units(DuckDb engine, PinnedExperiment pinned, Path definedIn, String name) {
        Path file = definedIn.resolveSibling(name);
        progress.accept("Reading " + file + "…");
        UnitTable table = UnitTable.open(engine, file, file.toString());
        return List.of(read(
                definedIn,
                () -> UnitGuard.completed(
                        pinned, table.measure(pinned, pinned.finalLook()), shuffled(table.rows(pinned)))));
    }

    private UnitGuard.Rows shuffled(UnitRows rows) {
        return (metric, variant) -> {
            progress.accept("Shuffling the units of " + metric + "…");
            return rows.of(metric, variant);
        };
    }

    private List<Measurement> events(PinnedExperiment pinned, Path definedIn) {
        String key = pinned.experiment().key();
        if (lake == null) {
            throw new WrongInputException(
                    "--lake == absent, must be the folder of the lake, where the data of " + key + " are events");
        }
        if (!hasLanded) {
            lake.land(progress);
            hasLanded = true;
        }
        progress.accept("Measuring " + key + "…");
        Instant until = asOf == null
                ? seenUntil(pinned, lake)
                : asOf.instant(pinned.experiment().timeZone());
        return read(definedIn, () -> lake.replay(pinned, until));
    }

    /**
     * Returns the time up to which a lake tells what happened: the end of its last day, without what wrong clocks put after
     * today. Once the windows are covered and the time of the final look has passed, nothing more is to come.
     */
    private Instant seenUntil(PinnedExperiment pinned, OpenLake events) {
        Instant now = clock.instant();
        Instant covered = events.lastDay(now);
        Instant last = pinned.finalLook();
        boolean isComplete = !now.isBefore(last)
                && !covered.isBefore(last.minus(pinned.experiment().lateness()));
        return isComplete && covered.isBefore(last) ? last : covered;
    }

    /** Says in which file a definition stands that a table cannot be read by. */
    private static <T> T read(Path definedIn, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (TableRefusedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(definedIn + ": " + e.getMessage());
        }
    }

    private Map<PinnedExperiment, List<Measurement>> aggregates(
            DuckDb engine, Path file, List<PinnedExperiment> experiments) {
        progress.accept("Reading " + file + "…");
        Map<String, List<AggregateReport>> reports = AggregateFiles.reports(engine, file, experiments);
        Map<PinnedExperiment, List<Measurement>> measurements = new HashMap<>();
        for (PinnedExperiment pinned : experiments) {
            measurements.put(
                    pinned,
                    reports.getOrDefault(pinned.experiment().key(), List.of()).stream()
                            .map(report -> report.measured(pinned))
                            .toList());
        }
        return measurements;
    }

    private boolean isAfter(Instant at, PinnedExperiment pinned) {
        return asOf != null && at.isAfter(asOf.instant(pinned.experiment().timeZone()));
    }
}
