package northstar.embedded.dynamodb;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs in the child process: DynamoDB Local on a free port of the loopback interface, for as long as standard input
 * stays open. The parent holds the other end and never writes, so the process ends with its parent, however that ends.
 *
 * <p>DynamoDB Local can neither choose a free port nor keep to one interface, so its web server is set up by reflection;
 * its version is fixed and a test starts it. This class knows nothing but the JDK, since that and DynamoDB Local are all
 * that is on the child's class path.
 */
final class ServerProcess {

    /** The line that says that the server takes requests, followed by its port. */
    static final String LISTENING = "northstar: listening on ";

    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private ServerProcess() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("watch-parent").start(ServerProcess::endWithParent);
        try {
            System.out.println(LISTENING + startServer());
            System.out.flush();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            System.err.println("northstar: " + e + ", cause: " + e.getCause());
            end(1);
        }
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
            end(0);
        } catch (IOException e) {
            end(1);
        }
    }

    /** At once, since DynamoDB Local's threads would go on. */
    private static void end(int status) {
        delete(Path.of("").toAbsolutePath());
        Runtime.getRuntime().halt(status);
    }

    private static int startServer() throws ReflectiveOperationException {
        Object server = Class.forName(RUNNER)
                .getMethod("createServerFromCommandLineArgs", String[].class)
                .invoke(null, (Object) new String[] {"-inMemory"});
        Field jetty = server.getClass().getDeclaredField("server");
        jetty.setAccessible(true);
        Object[] connectors = (Object[]) call(jetty.get(server), "getConnectors");
        Object connector = connectors[0];
        connector.getClass().getMethod("setHost", String.class).invoke(connector, "127.0.0.1");
        connector.getClass().getMethod("setPort", int.class).invoke(connector, 0);
        server.getClass().getMethod("start").invoke(server);
        return (int) call(connector, "getLocalPort");
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    /** Deletes a folder and all that is in it; what is gone already is left alone. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("northstar: could not delete " + folder + ": " + e);
        }
    }
}
