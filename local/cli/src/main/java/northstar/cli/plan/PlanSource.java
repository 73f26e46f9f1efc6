package northstar.cli.plan;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import northstar.cli.input.AsOf;
import northstar.cli.input.DefinitionFile;
import northstar.cli.input.WrongInputException;
import northstar.cli.lake.OpenLake;
import northstar.cli.programme.ExperimentRun;
import northstar.cli.programme.LocalProgramme;
import northstar.cli.programme.Pinning;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.evaluation.Baselines;
import northstar.evaluation.Traffic;
import northstar.events.Definitions;
import northstar.measurement.activity.History;
import org.jspecify.annotations.Nullable;

/** Finds what the plan of an experiment can be made from: its own units, what was before it, or nothing. */
public final class PlanSource {
    private final DefinitionFile file;
    private final @Nullable AsOf asOf;
    private final @Nullable OpenLake lake;
    private final @Nullable String entry;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /**
     * Creates a source.
     *
     * @param asOf the time up to which data count, or null for all of them
     * @param lake where exposures and activities are, or null
     * @param entry the event that brings a unit into an experiment that has not begun, or null for anything that it does
     * @param clock tells what lies in the future
     * @param progress hears what is being done
     */
    public PlanSource(
            DefinitionFile file,
            @Nullable AsOf asOf,
            @Nullable OpenLake lake,
            @Nullable String entry,
            InstantSource clock,
            Consumer<String> progress) {
        this.file = file;
        this.asOf = asOf;
        this.lake = lake;
        this.entry = entry;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Returns what is known of an experiment of the file.
     *
     * @param needsData whether there must be something
     * @throws WrongInputException if there is nothing, or it cannot be read
     */
    public PlanData of(Experiment experiment, boolean needsData) {
        PinnedExperiment pinned = Pinning.of(experiment, file);
        if (lake != null && experiment.data() instanceof DataSource.Events) {
            return ofLake(pinned, lake, needsData);
        }
        refuseEntry(experiment, "its data are a table");
        String table = table(experiment.data());
        if (table != null && (needsData || Files.exists(file.path().resolveSibling(table)))) {
            return own(experiment, table);
        }
        if (needsData) {
            throw new WrongInputException(file.path() + ": nothing is known of the metrics of " + experiment.key()
                    + ", give --mean and --sd, or the folder of the lake with --lake");
        }
        return given(pinned);
    }

    /** The units of an experiment that has them are those that were exposed, whatever brought them in. */
    private void refuseEntry(Experiment experiment, String why) {
        if (entry != null) {
            throw new WrongInputException(
                    "--entry == " + entry + ", must be left out for " + experiment.key() + ": " + why);
        }
    }

    private static PlanData given(PinnedExperiment pinned) {
        return new PlanData(pinned, "the numbers given", new TreeMap<>(), null, null, List.of());
    }

    private static @Nullable String table(DataSource data) {
        return switch (data) {
            case DataSource.Units units -> units.file();
            case DataSource.Aggregates aggregates -> aggregates.file();
            case DataSource.Events _ -> null;
        };
    }

    private PlanData ofLake(PinnedExperiment pinned, OpenLake events, boolean needsData) {
        Experiment experiment = pinned.experiment();
        events.land(progress);
        Instant covered = asOf == null ? events.lastDay(clock.instant()) : asOf.instant(experiment.timeZone());
        Instant first = experiment.start().plus(experiment.analysis().looks());
        if (!first.isAfter(covered) || pinned.isFinal(covered)) {
            PlanData own = own(experiment, "its own units so far");
            if (!own.baselines().isEmpty()) {
                refuseEntry(experiment, "it has units of its own, which were exposed");
                return own;
            }
        }
        Instant until = covered.isBefore(experiment.start()) ? covered : experiment.start();
        return before(pinned, events, until, needsData);
    }

    /** Returns what happened before the experiment. */
    private PlanData before(PinnedExperiment pinned, OpenLake events, Instant until, boolean needsData) {
        progress.accept("Measuring what was before " + pinned.experiment().key() + "…");
        Optional<History> found = read(() -> events.history(pinned, until, entry));
        if (found.isEmpty() && !needsData) {
            return given(pinned);
        }
        History history = found.orElseThrow(() -> new WrongInputException("--lake == " + events.folder()
                + ", must hold a week of activities, the longest window and the lookback before " + until
                + "; else give --mean and --sd"));
        if (history.measurement().units() == 0) {
            throw new WrongInputException(
                    entry == null
                            ? "--lake == " + events.folder() + ", must hold activities before " + until
                            : "--entry == " + entry + ", must be an event that occurs (northstar events lists them)");
        }
        ZoneId zone = pinned.experiment().timeZone();
        return new PlanData(
                pinned,
                "what happened from " + LocalDate.ofInstant(history.from(), zone) + " to "
                        + LocalDate.ofInstant(history.to().minusNanos(1), zone),
                Baselines.of(pinned, history.measurement()),
                Traffic.fitted(history.units())
                        .map(traffic -> traffic.times(pinned.experiment().allocation()))
                        .orElse(null),
                null,
                Stream.concat(events.missingEvents(pinned).stream(), shortWindow(pinned, history).stream())
                        .toList());
    }

    /** Open windows are measured for as long as the experiment runs, if the lake is old enough. */
    private static Optional<String> shortWindow(PinnedExperiment pinned, History history) {
        long planned = Duration.between(
                        pinned.experiment().start(), pinned.experiment().end())
                .toDays();
        long measured = Duration.between(history.from(), history.to()).toDays();
        List<String> open = PinnedExperiment.metricKeys(pinned.experiment(), pinned.northStar()).stream()
                .filter(key -> pinned.metric(key).window().to() == null)
                .toList();
        return open.isEmpty() || measured >= planned
                ? Optional.empty()
                : Optional.of("the lake is young: " + String.join(", ", open)
                        + " (without a window, so over the whole experiment of "
                        + planned + " days) was measured over " + measured
                        + " days; level and spread will be larger. Give it a window, or --mean and --sd");
    }

    /** Says in which file a definition stands that a lake cannot be read by. */
    private <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(file.path() + ": " + e.getMessage());
        }
    }

    /** Returns what the experiment's own units tell, all groups taken together. */
    private PlanData own(Experiment experiment, String origin) {
        Definitions single = new Definitions(file.own().northStars(), file.own().metrics(), List.of(experiment));
        ExperimentRun run = new LocalProgramme(asOf, lake, clock, progress)
                .run(List.of(new DefinitionFile(file.path(), single, file.beside())))
                .getFirst();
        return new PlanData(
                run.pinned(),
                origin,
                Baselines.of(run.pinned(), run.measurements().getLast()),
                Traffic.of(run.pinned().experiment(), run.measurements()).orElse(null),
                run,
                List.of());
    }
}
