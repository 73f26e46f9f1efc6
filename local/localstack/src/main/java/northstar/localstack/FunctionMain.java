package northstar.localstack;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

/** Runs a function under Lambda's Runtime Interface Client until the process that started this one is gone. */
public final class FunctionMain {
    private FunctionMain() {}

    /**
     * Runs the function.
     *
     * @param arguments the handler, as {@code class::method}
     */
    public static void main(String[] arguments) throws Throwable {
        ParentWatch.start();
        AWSLambda.main(arguments);
    }
}
