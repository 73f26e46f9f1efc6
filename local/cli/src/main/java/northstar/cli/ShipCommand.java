package northstar.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import northstar.cli.input.WrongInputException;
import northstar.cli.remote.Account;
import northstar.cli.remote.Registered;
import northstar.cli.remote.Sender;
import northstar.cli.terminal.Line;
import northstar.domain.definition.DefinitionEvent;
import northstar.domain.definition.DefinitionEvent.DecisionRecorded;
import northstar.domain.definition.DefinitionEvent.FeatureRolledBack;
import northstar.domain.definition.DefinitionEvent.FeatureShipped;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Variant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says that a feature went out, or was taken back. */
@Command(
        name = "ship",
        mixinStandardHelpOptions = true,
        description = "Says that a feature went out to its users, or was taken back, and why; the ranking takes it in.")
final class ShipCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Northstar northstar;

    @Mixin
    private WhereOptions where = new WhereOptions();

    @Parameters(
            paramLabel = "FEATURE[/VARIANT]",
            description = "The feature; the variant may be left out where its newest experiment has one treatment.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String what;

    @Option(
            names = "--rollout",
            paramLabel = "SHARE",
            description = "The share of users that have it; default all (1).")
    private @Nullable Double rollout;

    @Option(names = "--back", description = "It was taken back.")
    private boolean isBack;

    @Option(names = "--why", paramLabel = "TEXT", description = "Records the decision with this reason.")
    private @Nullable String why;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decided; default whoever is signed in here.")
    private String by = System.getProperty("user.name", "unknown");

    @Option(names = "--at", paramLabel = "TIME", description = "Since when; default now.")
    private @Nullable String at;

    @Override
    public Integer call() {
        Instant time = StopCommand.time(at, northstar.clock());
        String[] parts = what.split("/", 2);
        List<DefinitionEvent> events = new ArrayList<>();
        String done;
        try (Account account = where.open(northstar.clock());
                Sender sender = account.sender()) {
            List<Experiment> experiments = new Registered(account.stores().definitions()).experimentsOf(parts[0]);
            if (experiments.isEmpty()) {
                throw new WrongInputException(
                        "feature == \"" + parts[0] + "\", must be the feature of a launched experiment");
            }
            done = decided(experiments, parts.length == 2 ? parts[1] : null, time, events);
            Declarations.send(sender, events);
        }
        northstar.terminal().print(List.of(Line.of(done)));
        return ExitCode.OK;
    }

    /** Adds what is to be said, and returns it in words. */
    private String decided(
            List<Experiment> experiments, @Nullable String variant, Instant time, List<DefinitionEvent> events) {
        Experiment newest = experiments.getFirst();
        String feature = newest.feature();
        String decision;
        if (isBack) {
            if (rollout != null) {
                throw new WrongInputException("--rollout == " + rollout + ", must be absent with --back");
            }
            decision = "roll back";
            events.add(new FeatureRolledBack(feature, time));
        } else {
            String shipped = variant == null ? onlyTreatment(newest) : variant;
            newest = experiments.stream()
                    .filter(experiment -> treatments(experiment).contains(shipped))
                    .findFirst()
                    .orElseThrow(() -> new WrongInputException("variant == \"" + shipped + "\", must be one of "
                            + String.join(", ", treatments(experiments.getFirst()))));
            decision = "ship " + shipped;
            events.add(shipped(feature, shipped, time));
        }
        Optional<String> reason = Optional.ofNullable(why);
        String experiment = newest.key();
        reason.ifPresent(text -> events.add(new DecisionRecorded(experiment, time, by, decision, text)));
        return feature + (isBack ? " is taken back" : " is out") + " as of " + time
                + reason.map(text -> "; the decision is kept with " + experiment)
                        .orElse("") + ".";
    }

    private FeatureShipped shipped(String feature, String variant, Instant time) {
        try {
            return new FeatureShipped(feature, variant, time, rollout);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException("--" + e.getMessage());
        }
    }

    private static List<String> treatments(Experiment experiment) {
        return experiment.variants().stream()
                .filter(variant -> !variant.control())
                .map(Variant::key)
                .toList();
    }

    private static String onlyTreatment(Experiment experiment) {
        List<String> treatments = treatments(experiment);
        if (treatments.size() == 1) {
            return treatments.getFirst();
        }
        throw new WrongInputException("variant of " + experiment.feature() + " == absent, must be one of "
                + String.join(", ", treatments) + " (ship " + experiment.feature() + "/" + treatments.getFirst() + ")");
    }
}
