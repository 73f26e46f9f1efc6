package northstar.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Domain and mathematics answer from their arguments alone, so that the same data gives the same answer on every day and machine. */
class PurityTest {
    private static final Set<String> CLOCK = Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime");

    private static final Set<String> GENERATORS =
            Set.of("java.util.Random", "java.util.SplittableRandom", "org.apache.commons.math3.random.");

    private static final Set<String> CHANCE = Set.of(
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle");

    private static final Set<String> MACHINE =
            Set.of("java.lang.System.getenv", "java.lang.System.getProperty", "java.time.ZoneId.systemDefault");

    private static final DescribedPredicate<JavaCall<?>> READS_THE_CLOCK = describe(
            "read the clock",
            call -> isOneOf(call, CLOCK)
                    || (isFrom(call, "java.time.") && call.getTarget().getName().equals("now"))
                    || (isFrom(call, "java.util.Date") && isUnseededConstructor(call)));

    private static final DescribedPredicate<JavaCall<?>> DRAWS_WITHOUT_A_SEED = describe(
            "draw without a seed",
            call -> isOneOf(call, CHANCE)
                    || (isUnseededConstructor(call)
                            && GENERATORS.stream().anyMatch(generator -> isFrom(call, generator))));

    private static final DescribedPredicate<JavaCall<?>> ASKS_THE_MACHINE =
            describe("ask the machine", call -> isOneOf(call, MACHINE));

    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#pure")
    void pureRoom_anyCall_readsNoClockNoChanceNoMachine(Room room) {
        noClasses()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .callCodeUnitWhere(READS_THE_CLOCK.or(DRAWS_WITHOUT_A_SEED).or(ASKS_THE_MACHINE))
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

    private static boolean isFrom(JavaCall<?> call, String start) {
        return call.getTargetOwner().getName().startsWith(start);
    }

    private static boolean isOneOf(JavaCall<?> call, Set<String> methods) {
        return methods.contains(
                call.getTargetOwner().getName() + "." + call.getTarget().getName());
    }

    private static boolean isUnseededConstructor(JavaCall<?> call) {
        CodeUnitCallTarget target = call.getTarget();
        return target.getName().equals("<init>")
                && target.getRawParameterTypes().isEmpty();
    }
}
