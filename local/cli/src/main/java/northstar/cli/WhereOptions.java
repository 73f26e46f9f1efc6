package northstar.cli;

import java.time.Clock;
import northstar.cli.remote.Account;
import northstar.cli.remote.Where;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which deployment is meant. */
final class WhereOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Where requests go instead of AWS, for instance LocalStack; else AWS_ENDPOINT_URL.")
    private @Nullable String endpoint;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description =
                    "The stack is northstar-STAGE. Default: NORTHSTAR_STAGE, else local on this machine, prod in AWS.")
    private @Nullable String stage;

    @Option(names = "--stack", paramLabel = "NAME", description = "The stack, where it is called otherwise.")
    private @Nullable String stack;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The AWS region; else as the AWS command line finds it.")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "The profile of AWS's configuration files; else as the AWS command line finds it.")
    private @Nullable String profile;

    Account open(Clock clock) {
        return Account.open(Where.of(endpoint, stage, stack, region, profile, System.getenv()), clock);
    }

    /** Returns whether a deployment was named. */
    boolean isGiven() {
        return endpoint != null || stage != null || stack != null || region != null || profile != null;
    }
}
