package northstar.embedded.template;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository lies, from wherever the tests are started. */
final class Repository {

    private Repository() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
