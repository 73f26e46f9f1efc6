package northstar.storage.dynamodb;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import northstar.domain.Arguments;
import northstar.storage.Subject;

/**
 * Where an item lies: every pattern of the table stands here.
 *
 * @param pk partition key
 * @param sk sort key
 */
record Key(String pk, String sk) {
    /** After every text that begins with the same characters and goes on with what keys are made of. */
    static final String AFTER_ALL = "~";

    static final String FEATURE = "FEATURE#";
    static final String LISTED = "KEY#";
    static final String LOOK = "LOOK#";
    static final String REPORT = "REPORT#";
    static final String RESULT = "LATEST#";
    static final String VERSION = "VERSION#";
    static final String NORTH_STARS = "NORTHSTARS";
    static final String FEATURES = "FEATURES";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /**
     * Returns an instant as text of one length, so that texts sort as instants do.
     *
     * @throws IllegalArgumentException if its year has not four digits
     */
    static String time(Instant at) {
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw Arguments.refusal("at", at, "in the years 0 to 9999");
        }
        return TIME.format(at);
    }

    static String experiment(String key) {
        return "EXPERIMENT#" + key;
    }

    static String northStar(String key) {
        return "NORTHSTAR#" + key;
    }

    static String subject(Subject subject) {
        return switch (subject.kind()) {
            case NORTH_STAR -> northStar(subject.key());
            case METRIC -> "METRIC#" + subject.key();
            case EXPERIMENT -> experiment(subject.key());
            case FEATURE -> FEATURE + subject.key();
        };
    }

    static String subjects(Subject.Kind kind) {
        return "DEFINITIONS#" + kind;
    }

    static Key listed(Subject subject) {
        return new Key(subjects(subject.kind()), LISTED + subject.key());
    }

    static Key version(Subject subject, Instant at, String hash) {
        return new Key(subject(subject), VERSION + time(at) + "#" + hash);
    }

    static Key state(String experiment) {
        return new Key(experiment(experiment), "STATE");
    }

    static Key report(String experiment, Instant at) {
        return new Key(experiment(experiment), REPORT + time(at));
    }

    /** The sort keys of one definition's measurements begin so; {@code ALL} is the cohort of all units. */
    static String measurements(String definition) {
        return "MOMENTS#" + definition + "#ALL#";
    }

    static Key measurement(String experiment, String definition, Instant at) {
        return new Key(experiment(experiment), measurements(definition) + time(at));
    }

    /** Where one variant's moments lie; {@code ALL} is the segment of all units. */
    static Key moments(Key measurement, String variant) {
        return new Key(measurement.pk, measurement.sk + "#ALL#" + variant);
    }

    /** Where the moments of all segments lie. */
    static Key segments(Key measurement) {
        return new Key(measurement.pk, measurement.sk + "#SEGMENTS");
    }

    /** Where what the units themselves say lies. */
    static Key permutations(Key measurement) {
        return new Key(measurement.pk, measurement.sk + "#PERMUTATIONS");
    }

    /** The sort keys of one definition's cohorts begin so: one for each day of exposure. */
    static String cohorts(String definition) {
        return "MOMENTS#" + definition + "#DT#";
    }

    /**
     * Where the moments of a day of exposure lie.
     *
     * @throws IllegalArgumentException if the day's year has not four digits
     */
    static Key cohort(String experiment, String definition, LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw Arguments.refusal("day", day, "in the years 0 to 9999");
        }
        return new Key(experiment(experiment), cohorts(definition) + day);
    }

    /** Where the levels lie that metrics of a definition were fixed at. */
    static Key levels(String experiment, String definition) {
        return new Key(experiment(experiment), "MOMENTS#" + definition + "#LEVELS");
    }

    static Key look(String experiment, Instant at) {
        return new Key(experiment(experiment), LOOK + time(at));
    }

    /** Where the directory of an experiment's looks lies: right after the looks. */
    static Key looks(String experiment) {
        return new Key(experiment(experiment), "LOOKS");
    }

    static Key result(String northStar, String experiment, String variant) {
        return new Key(northStar(northStar), RESULT + experiment + "#" + variant);
    }

    static Key resultRevision(String northStar) {
        return new Key(NORTH_STARS, LISTED + northStar);
    }

    static Key ranking(String northStar) {
        return new Key(northStar(northStar), "RANKING");
    }

    static Key feature(String feature) {
        return new Key(FEATURES, FEATURE + feature);
    }

    static Key featureRevision() {
        return new Key(FEATURES, "REVISION");
    }

    static Key claim(String key) {
        return new Key("IDEMPOTENCY#" + key, "CLAIM");
    }

    static Key lease(String name) {
        return new Key("LEASE#" + name, "LEASE");
    }

    /** Returns how the sort keys of the chunks of an item's body begin. */
    String chunks(String bodyHash) {
        return "CHUNK#" + sk + "#" + bodyHash + "#";
    }

    @Override
    public String toString() {
        return pk + " " + sk;
    }
}
