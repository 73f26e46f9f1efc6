package northstar.cli.remote;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Calls functions without waiting for them. */
final class Functions {
    private final LambdaClient client;
    private final Deployment deployment;

    Functions(LambdaClient client, Deployment deployment) {
        this.client = client;
        this.deployment = deployment;
    }

    /** Hands an event to a function as a rule does: if it fails it is tried again, and then kept in the function's queue. */
    void handOver(String function, String event) {
        String name = deployment.function(function).orElseThrow();
        client.invoke(request -> request.functionName(name)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(event)));
    }
}
