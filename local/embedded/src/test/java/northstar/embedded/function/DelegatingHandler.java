package northstar.embedded.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import northstar.runtime.Clients;
import northstar.runtime.Environment;

/** A handler that does what the test says that made its clients. */
public final class DelegatingHandler implements RequestStreamHandler {

    private final TestClients clients;
    private final Environment environment;

    public DelegatingHandler(Clients clients, Environment environment) {
        this.clients = (TestClients) clients;
        this.environment = environment;
        this.clients.made(environment);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        clients.handle(new String(input.readAllBytes(), StandardCharsets.UTF_8), context, environment);
    }
}
