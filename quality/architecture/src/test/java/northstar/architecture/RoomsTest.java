package northstar.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: {@code functions -> shared -> domain}, with the table of {@link Room} in between. */
class RoomsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#all")
    void room_anyClass_dependsOnWhatItsRowPermits(Room room) {
        classes()
                .that()
                .resideInAPackage(room.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(room.permitted())
                .because("the row of " + room + " in Room names all that it may see")
                .allowEmptyShould(true)
                .check(Code.CLASSES);
    }

    @Test
    void anyClass_ofNoRoom_doesNotExist() {
        classes()
                .that()
                .resideOutsideOfPackage("northstar.architecture..")
                .should()
                .resideInAnyPackage(Room.all().map(Room::packages).toArray(String[]::new))
                .because("a class that no row of Room covers is held by no rule")
                .allowEmptyShould(true)
                .check(Code.CLASSES);
    }

    @Test
    void functions_amongThemselves_areStrangers() {
        slices().matching("northstar.functions.(*)..")
                .should()
                .notDependOnEachOther()
                .because("functions meet through events")
                .allowEmptyShould(true)
                .check(Code.CLASSES);
    }

    @Test
    void storage_outsideTheAdapter_knowsNoAws() {
        noClasses()
                .that()
                .resideInAPackage("northstar.storage")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .because("the ports and the in-memory stores stand for any store")
                .allowEmptyShould(true)
                .check(Code.CLASSES);
    }

    @Test
    void packages_ofAllRooms_formNoCycle() {
        slices().matching("northstar.(**)").should().beFreeOfCycles().check(Code.CLASSES);
    }
}
