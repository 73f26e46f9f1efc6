package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.commons.math3.special.Beta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/statistics-library.md shows compiles with the library and Commons Math alone, and comes out as its comments say: behind a
 * declaration {@code // => 0.25} is the value of its variable, rounded to the digits shown.
 */
class GuideTest {
    private static final Path PAGE = Path.of("../../docs/statistics-library.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^## ([^\\n]*)$(?:(?!^## ).)*?^```java\\n(.*?)^```$");
    private static final Pattern DECLARED =
            Pattern.compile("^[A-Z][\\w.<>, \\[\\]]* (\\w+) =|^(?:double|boolean)(?:\\[\\])* (\\w+) =");
    private static final Pattern SHOWN = Pattern.compile("; // => (.*)$");

    @TempDir
    Path folder;

    /** A snippet, named after its section. */
    record Snippet(String section, String code) {
        @Override
        public String toString() {
            return section;
        }
    }

    /** What is said of a variable. */
    record Shown(String variable, String value) {}

    static List<Snippet> snippets() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        List<Snippet> snippets = new ArrayList<>();
        while (matcher.find()) {
            snippets.add(new Snippet(matcher.group(1), matcher.group(2)));
        }
        return snippets;
    }

    @Test
    void page_everyJavaBlock_isTested() throws IOException {
        long blocks = Files.readString(PAGE).lines().filter("```java"::equals).count();

        assertThat(snippets()).hasSize((int) blocks).hasSizeGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_compiledAloneAndRun_givesWhatItsCommentsSay(Snippet snippet) throws Exception {
        List<Shown> shown = shown(snippet);

        Map<?, ?> values = run(snippet, shown);

        assertThat(shown).isNotEmpty().allSatisfy(one -> assertShown(values.get(one.variable()), one.value()));
    }

    private static void assertShown(Object actual, String shown) {
        if (actual instanceof Double number) {
            BigDecimal expected = new BigDecimal(shown.replace("_", ""));
            BigDecimal half = BigDecimal.ONE.movePointLeft(expected.scale()).divide(BigDecimal.TWO);
            assertThat(BigDecimal.valueOf(number).subtract(expected).abs())
                    .as("%s, shown as %s", number, shown)
                    .isLessThanOrEqualTo(half);
        } else {
            assertThat(actual).asString().isEqualTo(shown);
        }
    }

    private static List<Shown> shown(Snippet snippet) {
        List<Shown> shown = new ArrayList<>();
        String variable = "";
        for (String line : snippet.code().lines().toList()) {
            Matcher declared = DECLARED.matcher(line);
            if (declared.find()) {
                variable = declared.group(1) == null ? declared.group(2) : declared.group(1);
            }
            Matcher value = SHOWN.matcher(line);
            if (value.find()) {
                shown.add(new Shown(variable, value.group(1)));
            }
        }
        return shown;
    }

    private Map<?, ?> run(Snippet snippet, List<Shown> shown) throws Exception {
        StringBuilder source = new StringBuilder("""
                import java.util.*;
                import northstar.statistics.*;
                public final class Snippet {
                    public static Map<String, Object> run() {
                        Map<String, Object> shown = new HashMap<>();
                """).append(snippet.code());
        shown.forEach(one -> source.append("shown.put(\"%1$s\", %1$s);%n".formatted(one.variable())));
        source.append("return shown; } }");
        List<Path> library = List.of(origin(EffectEstimator.class), origin(Beta.class));
        compile(source.toString(), library);
        URL[] urls = {
            folder.toUri().toURL(),
            library.get(0).toUri().toURL(),
            library.get(1).toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return (Map<?, ?>) loader.loadClass("Snippet").getMethod("run").invoke(null);
        }
    }

    private static Path origin(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** As strictly as javac can, but for annotations that the library need not have beside it. */
    private void compile(String source, List<Path> library) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        String classPath = library.get(0) + File.pathSeparator + library.get(1);
        List<String> options =
                List.of("-d", folder.toString(), "-cp", classPath, "-proc:none", "-Xlint:all,-classfile", "-Werror");
        StringWriter complaints = new StringWriter();

        boolean compiled = compiler.getTask(complaints, null, null, options, null, List.of(file))
                .call();

        assertThat(compiled).as("%s%n%s", complaints, source).isTrue();
    }
}
