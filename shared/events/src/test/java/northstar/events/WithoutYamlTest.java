package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions read JSON alone: they must not pay for YAML, nor even need it. */
class WithoutYamlTest {
    private static URLClassLoader withoutYaml() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("snakeyaml")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void codec_withoutYamlOnTheClassPath_works() throws Exception {
        try (URLClassLoader loader = withoutYaml()) {
            Object codec = loader.loadClass(Codec.class.getName())
                    .getMethod("evaluation")
                    .invoke(null);
            Method write = loader.loadClass(Codec.class.getName()).getMethod("write", Object.class);
            Method read = loader.loadClass(Codec.class.getName()).getMethod("read", String.class);
            String json = Codec.evaluation().write(new DrawnResults(1).evaluation());

            assertThat(write.invoke(codec, read.invoke(codec, json))).isEqualTo(json);
        }
    }

    @Test
    void documents_withoutYamlOnTheClassPath_areMissingIt() throws Exception {
        try (URLClassLoader loader = withoutYaml()) {
            Method parse = loader.loadClass(DefinitionDocuments.class.getName())
                    .getMethod("parse", String.class, String.class);

            assertThatThrownBy(() -> parse.invoke(null, "x.yaml", "metrics: {}"))
                    .isInstanceOf(InvocationTargetException.class)
                    .hasRootCauseInstanceOf(ClassNotFoundException.class);
        }
    }
}
