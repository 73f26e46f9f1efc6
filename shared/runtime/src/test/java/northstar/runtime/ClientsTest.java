package northstar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientsTest {

    @BeforeEach
    void region() {
        System.setProperty("aws.region", "eu-west-1");
    }

    @AfterEach
    void noRegion() {
        System.clearProperty("aws.region");
    }

    @Test
    void clients_askedTwice_areTheSame() {
        try (Clients clients = Clients.fromEnvironment()) {
            assertThat(clients.dynamoDb()).isSameAs(clients.dynamoDb());
            assertThat(clients.eventBridge()).isSameAs(clients.eventBridge());
            assertThat(clients.scheduler()).isSameAs(clients.scheduler());
            assertThat(clients.s3()).isSameAs(clients.s3());
        }
    }

    /** Delays of 1, 2, 4 and 8 seconds at the most, in which a function can still say what went wrong. */
    @Test
    void dynamoDb_throttled_givesUpWithinAFunctionsTime() {
        try (Clients clients = Clients.fromEnvironment()) {
            assertThat(clients.dynamoDb()
                            .serviceClientConfiguration()
                            .overrideConfiguration()
                            .retryStrategy())
                    .hasValueSatisfying(
                            strategy -> assertThat(strategy.maxAttempts()).isEqualTo(5));
        }
    }

    @Test
    void eventBridge_afterClose_isRefused() {
        Clients clients = Clients.fromEnvironment();
        clients.close();

        assertThatIllegalStateException()
                .isThrownBy(clients::eventBridge)
                .withMessage("the clients are closed, ask for a client before closing them");
    }

    @Test
    void close_withoutAnyClient_doesNothing() {
        Clients clients = Clients.fromEnvironment();

        clients.close();
        clients.close();
    }

    /** A function that needs only the bus carries neither S3, nor Scheduler, nor DynamoDB. */
    @Test
    void clients_withoutOtherServicesOnTheClassPath_giveEventBridge() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(
                classPathWithout("s3", "scheduler", "dynamodb"), ClassLoader.getPlatformClassLoader())) {
            assertThat(ask(loader, EventBridgeUser.class)).isNotNull();
            assertThatThrownBy(() -> ask(loader, S3User.class))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("S3Client");
        }
    }

    private static Object ask(ClassLoader loader, Class<?> user) throws ReflectiveOperationException {
        return ((Supplier<?>) loader.loadClass(user.getName()).getConstructor().newInstance()).get();
    }

    /** Runs inside a class loader that knows only some of the SDK's modules. */
    public static final class EventBridgeUser implements Supplier<Object> {
        @Override
        public Object get() {
            return Clients.fromEnvironment().eventBridge();
        }
    }

    /** Runs inside a class loader that knows only some of the SDK's modules. */
    public static final class S3User implements Supplier<Object> {
        @Override
        public Object get() {
            return Clients.fromEnvironment().s3();
        }
    }

    private static URL[] classPathWithout(String... modules) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (List.of(modules).stream().noneMatch(module -> name.matches(module + "-[0-9.]+\\.jar"))) {
                urls.add(path.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
