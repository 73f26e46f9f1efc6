package northstar.runtime;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables through which template.yaml tells a function where its table, bus, bucket and schedules are. Every
 * function has a table and a bus; the others belong to the functions that use them, and asking for one that the
 * template did not set fails. Immutable.
 *
 * @param variables the {@code NORTHSTAR_} variables by name; others are left out
 */
public record Environment(Map<String, String> variables) {

    private static final String PREFIX = "NORTHSTAR_";
    private static final String TABLE = "NORTHSTAR_TABLE";
    private static final String BUS = "NORTHSTAR_BUS";
    private static final String BUS_ARN = "NORTHSTAR_BUS_ARN";
    private static final String BUCKET = "NORTHSTAR_BUCKET";
    private static final String SCHEDULE_GROUP = "NORTHSTAR_SCHEDULE_GROUP";
    private static final String SCHEDULE_ROLE = "NORTHSTAR_SCHEDULE_ROLE";
    private static final String SCHEDULE_DEAD_LETTERS = "NORTHSTAR_SCHEDULE_DEAD_LETTERS";
    private static final Set<String> ARNS = Set.of(BUS_ARN, SCHEDULE_ROLE, SCHEDULE_DEAD_LETTERS);

    /**
     * @throws IllegalArgumentException if the table or the bus is missing, a value is blank, or a value that has to be
     *     an ARN does not start with {@code arn:}
     */
    public Environment {
        TreeMap<String, String> own = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                own.put(name, checked(name, value));
            }
        });
        variables = Map.copyOf(own);
        require(variables, TABLE);
        require(variables, BUS);
    }

    /**
     * Reads the variables, as {@code System.getenv()} gives them.
     *
     * @throws IllegalArgumentException as the constructor does
     */
    public static Environment from(Map<String, String> variables) {
        return new Environment(variables);
    }

    /** Name of the DynamoDB table. */
    public String table() {
        return require(variables, TABLE);
    }

    /** Name of the event bus. */
    public String bus() {
        return require(variables, BUS);
    }

    /** ARN of the event bus: the target of schedules. */
    public String busArn() {
        return require(variables, BUS_ARN);
    }

    /** Name of the bucket that is the lake. */
    public String bucket() {
        return require(variables, BUCKET);
    }

    /** Name of the schedule group in which the looks of experiments are planned. */
    public String scheduleGroup() {
        return require(variables, SCHEDULE_GROUP);
    }

    /** ARN of the role with which a schedule puts its event on the bus. */
    public String scheduleRole() {
        return require(variables, SCHEDULE_ROLE);
    }

    /** ARN of the queue for events that a schedule could not deliver. */
    public String scheduleDeadLetters() {
        return require(variables, SCHEDULE_DEAD_LETTERS);
    }

    private static String checked(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " == \"" + value + "\", must not be blank");
        }
        if (ARNS.contains(name) && !value.startsWith("arn:")) {
            throw new IllegalArgumentException(name + " == \"" + value + "\", must be an ARN (arn:...)");
        }
        return value;
    }

    private static String require(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    name + " == null, must be set in the function's environment (template.yaml)");
        }
        return value;
    }
}
