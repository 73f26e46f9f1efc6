package northstar.embedded.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import northstar.embedded.template.LambdaFunction;
import northstar.embedded.template.RetryPolicy;
import org.junit.jupiter.api.Test;

class FunctionHostTest {

    private static final byte[] EVENT = "{\"detail\": {}}".getBytes(StandardCharsets.UTF_8);

    private static LambdaFunction function(String handlerClass, Duration timeout, Map<String, String> environment) {
        return new LambdaFunction(
                "Bake",
                handlerClass,
                timeout,
                environment,
                List.of(),
                new RetryPolicy(2, Duration.ofHours(6)),
                "arn:aws:sqs:::BakeFailed",
                List.of());
    }

    private static LambdaFunction function(Duration timeout) {
        return function(
                DelegatingHandler.class.getName(), timeout, Map.of("NORTHSTAR_TABLE", "t", "NORTHSTAR_BUS", "b"));
    }

    private static FunctionHost host(TestClients.Behaviour behaviour) {
        return new FunctionHost(new TestClients(behaviour), line -> {});
    }

    @Test
    void call_handler_getsTheEventAndItsEnvironment() {
        List<String> seen = new ArrayList<>();
        FunctionHost host =
                host((event, context, environment) -> seen.add(event + environment.table() + environment.bus()));

        assertThat(host.call(function(Duration.ofMinutes(1)), "r1", EVENT)).isEqualTo(new Outcome.Succeeded());
        assertThat(seen).containsExactly("{\"detail\": {}}tb");
    }

    @Test
    void call_context_tellsAboutTheCall() {
        List<Context> seen = new ArrayList<>();
        List<String> log = new ArrayList<>();
        FunctionHost host = new FunctionHost(
                new TestClients((event, context, environment) -> {
                    seen.add(context);
                    context.getLogger().log("text");
                    context.getLogger().log("bytes".getBytes(StandardCharsets.UTF_8));
                }),
                log::add);

        host.call(function(Duration.ofMinutes(1)), "r1", EVENT);

        Context context = seen.getFirst();
        assertThat(context.getAwsRequestId()).isEqualTo("r1");
        assertThat(context.getFunctionName()).isEqualTo("Bake");
        assertThat(context.getFunctionVersion()).isEqualTo("$LATEST");
        assertThat(context.getInvokedFunctionArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:Bake");
        assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/Bake");
        assertThat(context.getLogStreamName()).isNotEmpty();
        assertThat(context.getMemoryLimitInMB()).isPositive();
        assertThat(context.getRemainingTimeInMillis()).isBetween(1, 60_000);
        assertThat(context.getIdentity()).isNull();
        assertThat(context.getClientContext()).isNull();
        assertThat(log).containsExactly("text", "bytes");
    }

    @Test
    void call_again_usesTheSameHandler() {
        TestClients clients = new TestClients((event, context, environment) -> {});
        FunctionHost host = new FunctionHost(clients, line -> {});

        host.call(function(Duration.ofMinutes(1)), "r1", EVENT);
        host.call(function(Duration.ofMinutes(1)), "r2", EVENT);

        assertThat(clients.made()).hasSize(1);
    }

    @Test
    void call_twoAtOnce_useTwoHandlers() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        TestClients clients = new TestClients((event, context, environment) -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        FunctionHost host = new FunctionHost(clients, line -> {});

        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Outcome>> calls = new ArrayList<>();
            for (String request : List.of("r1", "r2")) {
                calls.add(pool.submit(() -> host.call(function(Duration.ofMinutes(1)), request, EVENT)));
            }
            for (Future<Outcome> call : calls) {
                assertThat(call.get()).isEqualTo(new Outcome.Succeeded());
            }
        }
        assertThat(clients.made()).hasSize(2);
    }

    @Test
    void call_handlerThatThrows_failedWithItsReason() {
        assertThat(host((event, context, environment) -> {
                            throw new IOException("oven is cold");
                        })
                        .call(function(Duration.ofMinutes(1)), "r1", EVENT))
                .isEqualTo(new Outcome.Failed("java.io.IOException: oven is cold"));
        assertThat(host((event, context, environment) -> {
                            throw new AssertionError("oven is off");
                        })
                        .call(function(Duration.ofMinutes(1)), "r1", EVENT))
                .isEqualTo(new Outcome.Failed("java.lang.AssertionError: oven is off"));
    }

    @Test
    void call_handlerThatTookTooLong_failed() {
        assertThat(host((event, context, environment) ->
                                assertThat(context.getRemainingTimeInMillis()).isZero())
                        .call(function(Duration.ofNanos(1)), "r1", EVENT))
                .isEqualTo(new Outcome.Failed("Task timed out after 0 seconds"));
    }

    @Test
    void call_classThatIsAbsent_failed() {
        FunctionHost host = host((event, context, environment) -> {});

        assertThat(host.call(function("bakery.Absent", Duration.ofMinutes(1), Map.of()), "r1", EVENT))
                .isEqualTo(new Outcome.Failed("java.lang.ClassNotFoundException: bakery.Absent"));
    }

    @Test
    void call_constructorThatThrows_failedWithItsReason() {
        FunctionHost host = host((event, context, environment) -> {});

        assertThat(host.call(function(DelegatingHandler.class.getName(), Duration.ofMinutes(1), Map.of()), "r1", EVENT))
                .isEqualTo(new Outcome.Failed("java.lang.IllegalArgumentException: NORTHSTAR_TABLE == null,"
                        + " must be set in the function's environment (template.yaml)"));
    }
}
