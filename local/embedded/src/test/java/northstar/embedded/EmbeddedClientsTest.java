package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import northstar.embedded.account.Account;
import northstar.embedded.wire.Response;
import northstar.embedded.wire.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

class EmbeddedClientsTest {
    private static final String SETTING = "aws.endpointUrl";

    private final Map<String, String> hosts = new HashMap<>();

    /** As AWS_ENDPOINT_URL, which a test cannot set: whoever works with LocalStack has it in the environment. */
    @BeforeEach
    void configureAnotherEndpoint() {
        System.setProperty(SETTING, "http://localhost:4566");
    }

    @AfterEach
    void forgetEndpoint() {
        System.clearProperty(SETTING);
    }

    private EmbeddedClients clients() {
        return new EmbeddedClients(
                new CompletableFuture<>(),
                Map.of("events", service("events"), "scheduler", service("scheduler"), "s3", service("s3")),
                InstantSource.system(),
                line -> {},
                new ExecutionInterceptor() {});
    }

    private Service service(String name) {
        return request -> {
            hosts.put(name, request.host());
            return new Response(200, Map.of("Content-Length", "2"), SdkBytes.fromUtf8String("{}"));
        };
    }

    @Test
    void clients_withAnEndpointInTheEnvironment_goToTheEmbeddedServicesAsEver() {
        EmbeddedClients clients = clients();

        clients.s3().headObject(request -> request.bucket(Account.BUCKET).key("a/b"));
        clients.eventBridge().listEventBuses(request -> {});
        clients.scheduler().listSchedules(request -> {});

        assertThat(hosts)
                .containsEntry("s3", Account.BUCKET + ".s3." + Account.REGION + ".amazonaws.com")
                .containsEntry("events", "events." + Account.REGION + ".amazonaws.com")
                .containsEntry("scheduler", "scheduler." + Account.REGION + ".amazonaws.com");
    }
}
