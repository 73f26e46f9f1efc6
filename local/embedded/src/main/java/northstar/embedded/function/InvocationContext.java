package northstar.embedded.function;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import northstar.embedded.account.Account;
import northstar.embedded.template.LambdaFunction;
import org.jspecify.annotations.Nullable;

/** What a handler is told about its call. The remaining time is of the machine's clock. */
final class InvocationContext implements Context, LambdaLogger {

    private static final int MEMORY = 1024;

    private final LambdaFunction function;
    private final String requestId;
    private final Consumer<String> log;
    private final long startNanos = System.nanoTime();

    InvocationContext(LambdaFunction function, String requestId, Consumer<String> log) {
        this.function = function;
        this.requestId = requestId;
        this.log = log;
    }

    Duration remaining() {
        return function.timeout().minusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function.logicalId();
    }

    @Override
    public String getLogStreamName() {
        return "embedded";
    }

    @Override
    public String getFunctionName() {
        return function.logicalId();
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return Account.arn("lambda", "function:" + function.logicalId());
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, remaining().toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return MEMORY;
    }

    @Override
    public LambdaLogger getLogger() {
        return this;
    }

    @Override
    public void log(String message) {
        log.accept(message);
    }

    @Override
    public void log(byte[] message) {
        log.accept(new String(message, StandardCharsets.UTF_8));
    }
}
