package northstar.benchmarks.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import northstar.embedded.account.Account;

/**
 * How an instance of a function is started: a plain JVM that runs Lambda's own Runtime Interface Client, with the options that
 * suit a function which runs rarely.
 *
 * @param java the JVM's program
 * @param classPath the runtime's jars, then the function's
 * @param nativeLibrary the runtime's library: it would otherwise unpack it at each start to a path that all instances share
 * @param endpoints the variables that tell the SDK where the services are
 */
record Instance(String java, String classPath, String nativeLibrary, Map<String, String> endpoints) {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    private static final int SECONDS = 120;

    /**
     * What a start took.
     *
     * @param initNanos from the start of the process until it asked for its first event
     * @param callNanos from then until it answered
     */
    record Timing(long initNanos, long callNanos) {
        long totalNanos() {
            return initNanos + callNanos;
        }
    }

    /**
     * Starts an instance, has it handle one event and ends it.
     *
     * @param handler the function's class
     * @throws IllegalStateException if it does not answer; the message has its output
     */
    Timing start(String handler, byte[] event) throws IOException {
        String requestId = UUID.randomUUID().toString();
        try (RuntimeApi api = RuntimeApi.start(event, requestId)) {
            ProcessBuilder builder = new ProcessBuilder(
                            java,
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-D" + CLIENT + "runtimeapi.NativeClient.JNI=" + nativeLibrary,
                            "-cp",
                            classPath,
                            CLIENT + "AWSLambda",
                            handler + "::handleRequest")
                    .redirectErrorStream(true);
            setVariables(builder.environment(), api.address(), handler);
            long begin = System.nanoTime();
            Process process = builder.start();
            Thread end = new Thread(process::destroyForcibly, "end-instance");
            Runtime.getRuntime().addShutdownHook(end);
            try {
                Thread.ofPlatform().daemon().name("instance-output").start(() -> listen(process, api));
                long ready = api.ready().orTimeout(SECONDS, TimeUnit.SECONDS).join();
                long answered =
                        api.answered().orTimeout(SECONDS, TimeUnit.SECONDS).join();
                return new Timing(ready - begin, answered - ready);
            } catch (CompletionException e) {
                throw new IllegalStateException(handler + " did not answer: " + e.getMessage(), e);
            } finally {
                process.destroyForcibly().onExit().join();
                Runtime.getRuntime().removeShutdownHook(end);
            }
        }
    }

    private void setVariables(Map<String, String> variables, String runtimeApi, String handler) {
        variables.clear();
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "benchmark");
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("_HANDLER", handler + "::handleRequest");
        variables.put("AWS_REGION", Account.REGION);
        variables.put("AWS_ACCESS_KEY_ID", "benchmark");
        variables.put("AWS_SECRET_ACCESS_KEY", "benchmark");
        variables.putAll(MeasuredExperiments.VARIABLES);
        variables.putAll(endpoints);
    }

    /** Reads to the end, since a full pipe would stop the process. */
    private static void listen(Process process, RuntimeApi api) {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            api.fail("the process ended; its output:\n" + output);
        } catch (IOException e) {
            api.fail(new UncheckedIOException(e).toString());
        }
    }
}
