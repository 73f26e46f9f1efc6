import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Does what its input says. */
public final class Probe implements RequestStreamHandler {

    public Probe() {
        if (System.getenv("PROBE_FAILS_TO_START") != null) {
            throw new IllegalStateException("cannot start");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String text = new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        String answer =
                switch (text) {
                    case "crash" -> {
                        Runtime.getRuntime().halt(7);
                        yield "";
                    }
                    case "throw" -> throw new IllegalArgumentException("as asked");
                    case "sleep" -> sleep();
                    case "child" -> child();
                    case "chatter" -> chatter();
                    case "pid" -> String.valueOf(ProcessHandle.current().pid());
                    case "who" -> context.getAwsRequestId() + " " + context.getInvokedFunctionArn() + " "
                            + System.getenv("LAMBDA_TASK_ROOT") + " " + context.getRemainingTimeInMillis() / 1000;
                    default -> text;
                };
        System.out.println("asked to " + text);
        output.write(('"' + answer + '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "slept";
    }

    /** A process of its own that outlives the call. */
    private static String child() throws IOException {
        return String.valueOf(new ProcessBuilder("sleep", "300").start().pid());
    }

    /** More than a pipe holds. */
    private static String chatter() {
        for (int line = 0; line < 5000; line++) {
            System.out.println("line %04d of many, so that a pipe that nobody reads would be full".formatted(line));
        }
        return "said";
    }
}
