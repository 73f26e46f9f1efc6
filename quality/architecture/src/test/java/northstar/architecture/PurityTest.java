package northstar.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Domain and mathematics answer from their arguments alone, so that the same data gives the same answer on every day and machine. */
class PurityTest {
    private static final Set<String> CLOCK = Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime");

    private static final Set<String> GENERATORS =
            Set.of("java.util.Random", "java.util.SplittableRandom", "org.apache.commons.math3.random.");

    private static final Set<String> CHANCE =
            Set.of("java.lang.Math.random", "java.lang.StrictMath.random", "java.util.UUID.randomUUID");

    private static final Set<String> MACHINE =
            Set.of("java.lang.System.getenv", "java.lang.System.getProperty", "java.time.ZoneId.systemDefault");

    private static final DescribedPredicate<JavaAccess<?>> READS_THE_CLOCK = describe(
            "read the clock",
            access -> isOneOf(access, CLOCK)
                    || (isFrom(access, "java.time.")
                            && access.getTarget().getName().equals("now"))
                    || (isFrom(access, "java.util.Date") && isUnseededConstructor(access)));

    private static final DescribedPredicate<JavaAccess<?>> DRAWS_WITHOUT_A_SEED = describe(
            "draw without a seed",
            access -> isOneOf(access, CHANCE)
                    || (isFrom(access, "java.util.Collections") && hasParameters(access, "shuffle", 1))
                    || (isUnseededConstructor(access)
                            && GENERATORS.stream().anyMatch(generator -> isFrom(access, generator))));

    private static final DescribedPredicate<JavaAccess<?>> ASKS_THE_MACHINE =
            describe("ask the machine", access -> isOneOf(access, MACHINE));

    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#pure")
    void pureRoom_anyAccess_readsNoClockNoChanceNoMachine(Room room) {
        noClasses()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .accessTargetWhere(READS_THE_CLOCK.or(DRAWS_WITHOUT_A_SEED).or(ASKS_THE_MACHINE))
                .because("time and randomness are passed in")
                .allowEmptyShould(true)
                .check(Code.CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#pure")
    void pureRoom_anyClass_knowsNoClockAndNoOutsideWorld(Room room) {
        noClasses()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..", "java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.time\\.(Clock|InstantSource)|java\\.io\\.File.*|java\\.security\\.SecureRandom"
                                + "|java\\.util\\.concurrent\\.ThreadLocalRandom")
                .allowEmptyShould(true)
                .check(Code.CLASSES);
    }

    private static boolean isFrom(JavaAccess<?> access, String start) {
        return access.getTargetOwner().getName().startsWith(start);
    }

    private static boolean isOneOf(JavaAccess<?> access, Set<String> methods) {
        return methods.contains(
                access.getTargetOwner().getName() + "." + access.getTarget().getName());
    }

    private static boolean isUnseededConstructor(JavaAccess<?> access) {
        return hasParameters(access, "<init>", 0);
    }

    private static boolean hasParameters(JavaAccess<?> access, String name, int parameters) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getName().equals(name)
                && target.getRawParameterTypes().size() == parameters;
    }
}
