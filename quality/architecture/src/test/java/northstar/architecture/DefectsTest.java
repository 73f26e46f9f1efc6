package northstar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of other tools' defects in the documentation leads to tests that exist. */
class DefectsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+DefectsTest)\\.(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("@Test\\s+void (\\w+)\\(");

    private static Map<String, List<String>> tests() throws IOException {
        Map<String, List<String>> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("shared"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("DefectsTest.java"))
                    .toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                tests.put(
                        name,
                        METHOD.matcher(Files.readString(file))
                                .results()
                                .map(match -> match.group(1))
                                .toList());
            }
        }
        return tests;
    }

    @Test
    void table_ofDefects_namesTestsThatExist() throws IOException {
        Map<String, List<String>> tests = tests();
        List<MatchResult> named = NAMED.matcher(Files.readString(ROOT.resolve("docs/statistics.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(named)
                .allSatisfy(match -> assertThat(tests.getOrDefault(match.group(1), List.of()))
                        .contains(match.group(2)));
    }
}
