package northstar.measurement.activity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import northstar.domain.definition.Experiment;
import northstar.domain.moments.FixedLevels;
import northstar.lake.SealedDay;

/**
 * Tells by the manifests whether a cohort has to be measured again: its hash changes with its units, with the experiment's start,
 * unit, variants, covariates and segments, with the metrics that it is mature for, with what is fixed, and with the activities
 * that count for it.
 */
final class CohortInputs {
    /** Raised when the same input would give other moments. */
    private static final String VERSION = "2";

    private final Experiment experiment;
    private final EventPlan plan;
    private final Cohorts cohorts;
    private final UnitValues values;
    private final List<SealedDay> days;

    CohortInputs(Experiment experiment, EventPlan plan, Cohorts cohorts, UnitValues values, List<SealedDay> days) {
        this.experiment = experiment;
        this.plan = plan;
        this.cohorts = cohorts;
        this.values = values;
        this.days = days;
    }

    String hash(int cohort, Instant at, String units, FixedLevels fixed) {
        MessageDigest digest = sha256();
        Instant reach = cohorts.close(cohort);
        say(digest, VERSION, units, reach.toString());
        sayDefinition(digest);
        for (String key : plan.windows().keySet()) {
            Long to = plan.windows().get(key);
            Instant maturity = cohorts.maturity(cohort, to);
            if (!maturity.isAfter(at)) {
                say(
                        digest,
                        key,
                        maturity.toString(),
                        String.valueOf(fixed.levels().get(key)));
                reach = maturity.isAfter(reach) ? maturity : reach;
            }
        }
        LocalDate first = utc(cohorts.begin(cohort).minus(plan.lookback(), ChronoUnit.MICROS));
        LocalDate exposed = utc(cohorts.close(cohort));
        LocalDate last = utc(reach);
        SortedSet<String> events = values.events();
        for (SealedDay day : days) {
            boolean isRead = !day.day().isAfter(last)
                    && (values.readsAllHistory() || !day.day().isBefore(first));
            boolean isHistory = plan.lookback() > 0
                    && !day.day().isBefore(first)
                    && !day.day().isAfter(exposed);
            for (SealedDay.Group group : day.groups()) {
                if (isRead && (isHistory || events.contains(group.name()))) {
                    say(digest, day.day().toString(), group.name(), group.fingerprint());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Says what of the experiment itself decides who is in and what is summed; its metrics are pinned. */
    private void sayDefinition(MessageDigest digest) {
        say(
                digest,
                experiment.start().toString(),
                experiment.timeZone().getId(),
                experiment.unit(),
                experiment.analysis().covariates().toString());
        experiment.variants().forEach(variant -> say(digest, variant.key()));
        say(digest, experiment.segments().toArray(String[]::new));
    }

    private static LocalDate utc(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    static void say(MessageDigest digest, String... texts) {
        for (String text : texts) {
            digest.update(Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
