package northstar.domain.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import northstar.domain.Arguments;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.DefinitionEvent.DecisionRecorded;
import northstar.domain.definition.DefinitionEvent.ExperimentChanged;
import northstar.domain.definition.DefinitionEvent.ExperimentLaunched;
import northstar.domain.definition.DefinitionEvent.ExperimentStopped;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as all of its events leave it.
 *
 * @param experiment the definition in force
 * @param version number of events that took effect, from 1
 * @param pinnedAt the instant whose metrics and North Star it keeps
 * @param stoppedAt when it was stopped before its end, or null
 * @param formerEnds ends that were planned before the present one, the oldest first
 * @param formerAllocations allocations before the present one, the oldest first
 */
public record CurrentExperiment(
        Experiment experiment,
        int version,
        Instant pinnedAt,
        @Nullable Instant stoppedAt,
        List<FormerEnd> formerEnds,
        List<FormerAllocation> formerAllocations) {
    public CurrentExperiment {
        formerEnds = List.copyOf(formerEnds);
        formerAllocations = List.copyOf(formerAllocations);
    }

    /** Creates an experiment whose allocation has never changed. */
    public CurrentExperiment(
            Experiment experiment,
            int version,
            Instant pinnedAt,
            @Nullable Instant stoppedAt,
            List<FormerEnd> formerEnds) {
        this(experiment, version, pinnedAt, stoppedAt, formerEnds, List.of());
    }

    /** Creates an experiment whose end has never moved. */
    public CurrentExperiment(Experiment experiment, int version, Instant pinnedAt, @Nullable Instant stoppedAt) {
        this(experiment, version, pinnedAt, stoppedAt, List.of());
    }

    /**
     * An end that is not planned any more.
     *
     * @param end the end
     * @param until when another one took its place
     */
    public record FormerEnd(Instant end, Instant until) {}

    /**
     * An allocation that holds no more.
     *
     * @param allocation share of the eligible units that entered, in (0, 1]
     * @param until when another one took its place
     */
    public record FormerAllocation(double allocation, Instant until) {
        public FormerAllocation {
            Arguments.share("allocation", allocation);
        }
    }

    /**
     * Returns the share of the eligible units that has entered on average, over the time from the start.
     *
     * @param until after the start
     */
    public double meanAllocation(Instant until) {
        Instant from = experiment.start();
        double sum = 0;
        for (FormerAllocation former : formerAllocations) {
            Instant to = former.until().isBefore(until) ? former.until() : until;
            if (to.isAfter(from)) {
                sum += former.allocation() * Duration.between(from, to).toMillis();
                from = to;
            }
        }
        sum += experiment.allocation() * Duration.between(from, until).toMillis();
        return sum / Duration.between(experiment.start(), until).toMillis();
    }

    private List<FormerAllocation> formerAllocationsAfter(double allocation, Instant at) {
        if (allocation == experiment.allocation()) {
            return formerAllocations;
        }
        List<FormerAllocation> allocations = new ArrayList<>(formerAllocations);
        allocations.add(new FormerAllocation(experiment.allocation(), at));
        return allocations;
    }

    private List<FormerEnd> formerEndsAfter(Instant end, Instant at) {
        if (end.equals(experiment.end())) {
            return formerEnds;
        }
        List<FormerEnd> ends = new ArrayList<>(formerEnds);
        ends.add(new FormerEnd(experiment.end(), at));
        return ends;
    }

    /**
     * Returns the state that the events lead to, or empty if none of them launches the experiment.
     *
     * <p>The result depends on the set of events alone, not on the order in which they came: they are taken in the order
     * of {@link Version}. A launch after the start of a launched experiment takes no effect, nor does a change that its
     * method does not allow (METHODS 3, DESIGN 3.1).
     */
    public static Optional<CurrentExperiment> of(List<Version> versions) {
        List<DefinitionEvent> events = versions.stream()
                .sorted(Comparator.naturalOrder())
                .map(Version::event)
                .toList();
        CurrentExperiment current = null;
        for (DefinitionEvent event : events) {
            if (event instanceof ExperimentLaunched launch) {
                current = current == null ? first(launch) : current.relaunched(launch);
            }
        }
        if (current == null) {
            return Optional.empty();
        }
        for (DefinitionEvent event : events) {
            current = current.after(event);
        }
        return Optional.of(current);
    }

    private static CurrentExperiment first(ExperimentLaunched launch) {
        return new CurrentExperiment(launch.experiment(), 1, pinTime(launch.experiment(), launch.at()), null);
    }

    private static Instant pinTime(Experiment experiment, Instant definedAt) {
        return definedAt.isAfter(experiment.start()) ? definedAt : experiment.start();
    }

    private CurrentExperiment relaunched(ExperimentLaunched launch) {
        if (!launch.at().isBefore(experiment.start())) {
            return this;
        }
        return new CurrentExperiment(
                launch.experiment(), version + 1, pinTime(launch.experiment(), launch.at()), stoppedAt);
    }

    private CurrentExperiment after(DefinitionEvent event) {
        return switch (event) {
            case ExperimentChanged change -> changed(change);
            case ExperimentStopped stop -> stopped(stop);
            case ExperimentLaunched _, DecisionRecorded _ -> this;
            case DefinitionEvent.NorthStarDefined _,
                    DefinitionEvent.MetricsDefined _,
                    DefinitionEvent.FeatureShipped _,
                    DefinitionEvent.FeatureRolledBack _ ->
                throw new IllegalArgumentException(
                        "event == " + event.getClass().getSimpleName() + ", must be about an experiment");
        };
    }

    /** Returns why a new end may not take effect, or null if it may. */
    public @Nullable String refusalOfEnd(Instant end) {
        if (!end.isAfter(experiment.start())) {
            return "after start (" + experiment.start() + ")";
        }
        if (end.isAfter(experiment.end()) && experiment.analysis().method() == Method.FIXED) {
            return "not after the planned end (" + experiment.end() + ") of a fixed test";
        }
        return null;
    }

    private CurrentExperiment changed(ExperimentChanged change) {
        Instant end = change.end() != null && refusalOfEnd(change.end()) == null ? change.end() : experiment.end();
        Notes old = experiment.notes();
        Notes notes = new Notes(
                change.owner() == null ? old.owner() : change.owner(),
                change.team() == null ? old.team() : change.team(),
                old.area(),
                old.hypothesis(),
                change.evidence() == null ? old.evidence() : change.evidence(),
                change.tags() == null ? old.tags() : change.tags());
        Experiment e = experiment;
        Experiment next = new Experiment(
                e.key(),
                e.feature(),
                notes,
                e.unit(),
                e.variants(),
                e.start(),
                end,
                e.lateness(),
                e.timeZone(),
                e.northStar(),
                e.indicators(),
                e.guardrails(),
                change.exploratory() == null ? e.exploratory() : change.exploratory(),
                e.segments(),
                e.smallestWorthwhile(),
                e.analysis(),
                change.allocation() == null ? e.allocation() : change.allocation(),
                change.effort() == null ? e.effort() : change.effort(),
                e.replicates(),
                e.unitsPerYear(),
                e.data());
        return new CurrentExperiment(
                next,
                version + 1,
                change.repin() ? change.at() : pinnedAt,
                stoppedAt,
                formerEndsAfter(end, change.at()),
                formerAllocationsAfter(next.allocation(), change.at()));
    }

    private CurrentExperiment stopped(ExperimentStopped stop) {
        if (stoppedAt != null
                || !stop.at().isAfter(experiment.start())
                || !stop.at().isBefore(experiment.end())) {
            return this;
        }
        return new CurrentExperiment(
                experiment.withEnd(stop.at()),
                version + 1,
                pinnedAt,
                stop.at(),
                formerEndsAfter(stop.at(), stop.at()),
                formerAllocations);
    }

    /**
     * An event of a definition's history with what orders it.
     *
     * @param event what was declared
     * @param hash hash of the event's content, which breaks ties
     */
    public record Version(DefinitionEvent event, String hash) implements Comparable<Version> {
        private static final Comparator<Version> ORDER =
                Comparator.comparing((Version version) -> version.event().at()).thenComparing(Version::hash);

        @Override
        public int compareTo(Version that) {
            return ORDER.compare(this, that);
        }
    }
}
