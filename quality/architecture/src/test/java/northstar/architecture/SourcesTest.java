package northstar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiled code does not show: the size of a source, and whether a room is described, tested and measured. */
class SourcesTest {
    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final int LINES_AT_MOST = 500;
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @Test
    void reactor_modulesWithCode_eachHaveTheirRow() throws IOException {
        List<String> modules = MODULE.matcher(Files.readString(PROJECT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();

        assertThat(modules.stream().filter(module -> Files.isDirectory(PROJECT.resolve(module, "src/main/java"))))
                .filteredOn(module -> !module.startsWith("quality/"))
                .containsExactlyInAnyOrderElementsOf(
                        Room.all().map(Room::folder).toList());
    }

    @Test
    void sources_ofAllModules_staySmall() throws IOException {
        List<Path> sources = Stream.of("shared", "functions", "local", "quality")
                .flatMap(folder -> javaFiles(PROJECT.resolve(folder)).stream())
                .toList();

        assertThat(sources).isNotEmpty();
        assertThat(sources.stream()
                        .filter(source -> lines(source) > LINES_AT_MOST)
                        .map(source -> PROJECT.relativize(source) + " has " + lines(source) + " lines"))
                .as("sources of more than %d lines", LINES_AT_MOST)
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#all")
    void room_eachPackage_saysWhatItIsForAndIsNullMarked(Room room) throws IOException {
        var packages = javaFiles(PROJECT.resolve(room.folder(), "src/main/java")).stream()
                .collect(Collectors.groupingBy(
                        Path::getParent,
                        Collectors.mapping(file -> file.getFileName().toString(), Collectors.toSet())));

        assertThat(packages).allSatisfy((folder, files) -> assertThat(files).contains("package-info.java"));
        for (Path folder : packages.keySet()) {
            assertThat(folder.resolve("package-info.java")).content().contains("/**", "@NullMarked");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#all")
    void room_withCode_hasTests(Room room) {
        List<Path> code = javaFiles(PROJECT.resolve(room.folder(), "src/main/java"));
        // The few classes of local/localstack run beneath Python, whose tests start them.
        String folder = room.equals(Room.LOCALSTACK) ? "tests" : "src/test/java";
        List<Path> tests = javaFiles(PROJECT.resolve(room.folder(), folder));

        assertThat(tests.isEmpty()).as("%s has no tests", room).isEqualTo(code.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("northstar.architecture.Room#all")
    void room_inShared_isHeldToTheCoverageFloor(Room room) throws IOException {
        String model = Files.readString(PROJECT.resolve(room.folder(), "pom.xml"));

        assertThat(model.contains("<jacoco.skip>false</jacoco.skip>"))
                .isEqualTo(room.folder().startsWith("shared/"));
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + folder, e);
        }
    }

    private static long lines(Path source) {
        try (Stream<String> lines = Files.lines(source)) {
            return lines.count();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + source, e);
        }
    }
}
