package northstar.endtoend;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** A function of a deployment, whose settings can be changed for a while. */
final class DeployedFunction {
    private static final String TABLE_ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";

    private final LambdaClient client;
    private final String name;

    /** @param id its name in the template */
    DeployedFunction(Deployment deployment, String id) {
        client = deployment.lambda();
        name = deployment.stack().resources().get(id);
    }

    /** Lets it find its table elsewhere while something is done. */
    void withTable(URI endpoint, int seconds, Runnable whatIsDone) {
        GetFunctionConfigurationResponse usual = client.getFunctionConfiguration(request -> request.functionName(name));
        Map<String, String> variables = new HashMap<>(usual.environment().variables());
        variables.put(TABLE_ENDPOINT, endpoint.toString());
        configure(variables, seconds);
        try {
            whatIsDone.run();
        } finally {
            configure(usual.environment().variables(), usual.timeout());
        }
    }

    private void configure(Map<String, String> variables, int seconds) {
        client.updateFunctionConfiguration(request -> request.functionName(name)
                .timeout(seconds)
                .environment(environment -> environment.variables(variables)));
        client.waiter().waitUntilFunctionUpdatedV2(request -> request.functionName(name));
    }
}
