package northstar.embedded.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import northstar.embedded.template.LambdaFunction;
import northstar.runtime.Clients;
import northstar.runtime.Environment;

/**
 * Calls the handler classes that the template names. A handler object serves one call at a time and is used again, as an
 * execution environment of Lambda; it is made through the constructor that takes {@link Clients} and {@link Environment}.
 * Thread-safe.
 */
public final class FunctionHost {

    private final Clients clients;
    private final Consumer<String> log;
    private final Map<String, Deque<RequestStreamHandler>> idle = new ConcurrentHashMap<>();

    /**
     * @param clients given to every handler; closed by whoever made them
     * @param log hears what handlers write to their logger
     */
    public FunctionHost(Clients clients, Consumer<String> log) {
        this.clients = clients;
        this.log = log;
    }

    /**
     * Calls a function and waits for it. A call that took longer than the function's timeout failed, although nothing stops
     * it on its way.
     *
     * @param requestId the same for every attempt at one event
     * @param event what the handler reads
     */
    public Outcome call(LambdaFunction function, String requestId, byte[] event) {
        return ScopedValue.where(RecordedActions.CALLER, function.logicalId())
                .call(() -> outcome(function, requestId, event));
    }

    private Outcome outcome(LambdaFunction function, String requestId, byte[] event) {
        try {
            return run(function, requestId, event);
        } catch (InvocationTargetException e) {
            return new Outcome.Failed(String.valueOf(e.getCause()));
        } catch (IOException
                | ReflectiveOperationException
                | RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) {
            return new Outcome.Failed(e.toString());
        }
    }

    private Outcome run(LambdaFunction function, String requestId, byte[] event)
            throws IOException, ReflectiveOperationException {
        Deque<RequestStreamHandler> waiting =
                idle.computeIfAbsent(function.logicalId(), name -> new ConcurrentLinkedDeque<>());
        RequestStreamHandler free = waiting.pollFirst();
        RequestStreamHandler handler = free == null ? make(function) : free;
        InvocationContext context = new InvocationContext(function, requestId, log);
        try {
            handler.handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), context);
        } finally {
            waiting.addFirst(handler);
        }
        if (context.remaining().isNegative()) {
            return new Outcome.Failed(
                    "Task timed out after " + function.timeout().toSeconds() + " seconds");
        }
        return new Outcome.Succeeded();
    }

    private RequestStreamHandler make(LambdaFunction function) throws ReflectiveOperationException {
        return Class.forName(function.handlerClass())
                .asSubclass(RequestStreamHandler.class)
                .getConstructor(Clients.class, Environment.class)
                .newInstance(clients, Environment.from(function.environment()));
    }
}
