package northstar.cli.remote;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import northstar.cli.input.WrongInputException;
import org.jspecify.annotations.Nullable;

/**
 * Which deployment is meant. What is null is left to the SDK, which looks into its variables and files.
 *
 * @param endpoint where requests go instead of AWS, or null
 * @param stack name of the CloudFormation stack
 * @param region the AWS region, or null
 * @param profile the profile of the configuration files, or null
 */
public record Where(
        @Nullable URI endpoint,
        String stack,
        @Nullable String region,
        @Nullable String profile) {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String STAGE = "NORTHSTAR_STAGE";
    private static final String DEFAULT_STAGE = "prod";
    private static final String LOCAL_STAGE = "local";

    /**
     * Returns what the options say, and the environment where they say nothing: on this machine the stage is {@code local},
     * elsewhere {@code prod}, and the stack of a stage is called {@code northstar-<stage>}.
     *
     * @throws WrongInputException if the endpoint is no HTTP address
     */
    public static Where of(
            @Nullable String endpoint,
            @Nullable String stage,
            @Nullable String stack,
            @Nullable String region,
            @Nullable String profile,
            Map<String, String> environment) {
        String address = endpoint == null ? environment.get(ENDPOINT) : endpoint;
        URI uri = address == null || address.isBlank() ? null : uri(address);
        String named = stage == null ? environment.get(STAGE) : stage;
        String usual = uri != null && isThisMachine(uri) ? LOCAL_STAGE : DEFAULT_STAGE;
        String installed = stack == null ? "northstar-" + (named == null ? usual : named) : stack;
        return new Where(uri, installed, region, profile);
    }

    private static URI uri(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new WrongInputException(
                "--endpoint == \"" + address + "\", must be an address such as http://127.0.0.1:4566");
    }

    private static boolean isThisMachine(URI uri) {
        String host = uri.getHost();
        if (host.equals("localhost") || host.endsWith(".localstack.cloud")) {
            return true;
        }
        try {
            return host.matches("[\\d.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns whether requests stay on this machine: then any credentials will do. */
    boolean isLocal() {
        return endpoint != null && isThisMachine(endpoint);
    }
}
