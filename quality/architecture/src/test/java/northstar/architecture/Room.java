package northstar.architecture;

import java.util.List;
import java.util.stream.Stream;

/**
 * One module of the reactor and all that its code may depend on, besides the JDK, JSpecify's annotations and itself. What is not
 * named here is forbidden, so that a new dependency is a decision that someone reads.
 *
 * @param folder where the module lives, from the root of the project
 * @param code the package that the room's code lives in, the packages below it included
 * @param rooms the rooms it may see
 * @param libraries the packages of other people's code that it may see
 */
record Room(String folder, String code, List<Room> rooms, List<String> libraries) {
    private static final String AWS = "software.amazon.awssdk..";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime..";
    private static final String JSON = "io.avaje..";
    private static final String YAML = "org.snakeyaml.engine..";

    static final Room DOMAIN = room("shared/domain", "northstar.domain");
    static final Room STATISTICS =
            room("shared/statistics", "northstar.statistics").uses("org.apache.commons.math3..");
    static final Room EVALUATION =
            room("shared/evaluation", "northstar.evaluation").sees(DOMAIN, STATISTICS);
    static final Room PORTFOLIO =
            room("shared/portfolio", "northstar.portfolio").sees(DOMAIN, STATISTICS);
    static final Room EVENTS =
            room("shared/events", "northstar.events").sees(DOMAIN).uses(JSON, YAML);
    static final Room LAKE =
            room("shared/lake", "northstar.lake").sees(DOMAIN, EVENTS).uses("org.duckdb..", JSON, AWS);
    static final Room MEASUREMENT = room("shared/measurement", "northstar.measurement")
            .sees(DOMAIN, LAKE)
            .uses("org.duckdb..", "org.jooq..");
    static final Room STORAGE =
            room("shared/storage", "northstar.storage").sees(DOMAIN, EVENTS).uses(AWS);
    static final Room RUNTIME =
            room("shared/runtime", "northstar.runtime").sees(DOMAIN, EVENTS).uses(AWS, LAMBDA);
    static final Room REGISTER = function("register-definition", "register");
    static final Room LAND = function("land-events", "land", LAKE);
    static final Room MEASURE = function("measure-experiment", "measure", LAKE, MEASUREMENT, EVALUATION);
    static final Room EVALUATE = function("evaluate-experiment", "evaluate", EVALUATION);
    static final Room RANK = function("rank-features", "rank", PORTFOLIO);
    static final Room SIMULATION = room("local/simulation", "northstar.simulation")
            .sees(DOMAIN, EVENTS, LAKE)
            .uses(JSON);
    static final Room EMBEDDED = room("local/embedded", "northstar.embedded")
            .sees(DOMAIN, EVENTS, STORAGE, RUNTIME, REGISTER, LAND, MEASURE, EVALUATE, RANK)
            .uses(
                    AWS,
                    LAMBDA,
                    "com.sun.net.httpserver..",
                    "software.amazon.event.ruler..",
                    "com.fasterxml.jackson..",
                    "com.cronutils..",
                    JSON,
                    YAML);
    static final Room CLI = room("local/cli", "northstar.cli")
            .sees(
                    DOMAIN,
                    STATISTICS,
                    EVENTS,
                    STORAGE,
                    RUNTIME,
                    LAKE,
                    MEASUREMENT,
                    EVALUATION,
                    PORTFOLIO,
                    SIMULATION,
                    EMBEDDED)
            .uses("picocli..", AWS);

    static final Room LOCALSTACK =
            room("local/localstack", "northstar.localstack").uses("com.amazonaws.services.lambda.runtime..");

    /** Every room with Java code. */
    static final List<Room> ALL = List.of(
            DOMAIN,
            STATISTICS,
            EVALUATION,
            PORTFOLIO,
            EVENTS,
            LAKE,
            MEASUREMENT,
            STORAGE,
            RUNTIME,
            REGISTER,
            LAND,
            MEASURE,
            EVALUATE,
            RANK,
            SIMULATION,
            EMBEDDED,
            LOCALSTACK,
            CLI);

    /** The rooms whose result depends on their arguments alone: no clock, no chance, no machine. */
    static final List<Room> PURE = List.of(DOMAIN, STATISTICS, EVALUATION, PORTFOLIO);

    static Stream<Room> all() {
        return ALL.stream();
    }

    static Stream<Room> pure() {
        return PURE.stream();
    }

    /** The pattern of the room's packages, as ArchUnit reads it. */
    String packages() {
        return code + "..";
    }

    /** The patterns of every package that the room's code may depend on. */
    String[] permitted() {
        return Stream.of(
                        Stream.of("java..", "org.jspecify.annotations..", packages()),
                        rooms.stream().map(Room::packages),
                        libraries.stream())
                .flatMap(patterns -> patterns)
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return folder;
    }

    private static Room room(String folder, String code) {
        return new Room(folder, code, List.of(), List.of());
    }

    private static Room function(String name, String verb, Room... besides) {
        return room("functions/" + name, "northstar.functions." + verb)
                .sees(Stream.concat(Stream.of(DOMAIN, EVENTS, STORAGE, RUNTIME), Stream.of(besides))
                        .toArray(Room[]::new))
                .uses(AWS, LAMBDA);
    }

    private Room sees(Room... seen) {
        return new Room(folder, code, List.of(seen), libraries);
    }

    private Room uses(String... packages) {
        return new Room(folder, code, rooms, List.of(packages));
    }
}
