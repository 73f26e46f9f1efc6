package northstar.cli.remote;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import northstar.storage.Stores;
import northstar.storage.dynamodb.DynamoDbStores;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A deployment that can be talked to. One thread at a time, but for {@link #sender}. */
public final class Account implements AutoCloseable {
    private final Where where;
    private final InstantSource clock;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Deployment deployment;
    private @Nullable Stores stores;

    private Account(Where where, InstantSource clock) {
        this.where = where;
        this.clock = clock;
        credentials = credentials(where);
        region = region(where);
        deployment = Deployment.of(build(CloudFormationClient.builder()), where.stack());
    }

    /**
     * Looks a deployment up.
     *
     * @param clock tells how long what the table keeps for a while is kept
     * @throws northstar.cli.input.WrongInputException if there is no such stack
     * @throws software.amazon.awssdk.core.exception.SdkException if AWS does not answer, or refuses
     */
    public static Account open(Where where, InstantSource clock) {
        return new Account(where, clock);
    }

    private static AwsCredentialsProvider credentials(Where where) {
        if (!where.isLocal()) {
            DefaultCredentialsProvider.Builder usual = DefaultCredentialsProvider.builder();
            return where.profile() == null
                    ? usual.build()
                    : usual.profileName(where.profile()).build();
        }
        StaticCredentialsProvider any = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
        return where.profile() == null
                ? AwsCredentialsProviderChain.of(EnvironmentVariableCredentialsProvider.create(), any)
                : ProfileCredentialsProvider.create(where.profile());
    }

    private static Region region(Where where) {
        if (where.region() != null) {
            return Region.of(where.region());
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileFile(ProfileFile::defaultProfileFile)
                    .profileName(where.profile())
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            if (where.isLocal()) {
                return Region.US_EAST_1;
            }
            throw e;
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> C build(
            B builder) {
        builder.httpClient(http).credentialsProvider(credentials).region(region);
        if (where.endpoint() != null) {
            builder.endpointOverride(where.endpoint());
        }
        C client = builder.build();
        open.add(client);
        return client;
    }

    /** Returns what the deployment consists of. */
    public Deployment deployment() {
        return deployment;
    }

    /** Returns what has been stored. */
    public Stores stores() {
        Stores made = stores;
        if (made == null) {
            DynamoDbClient client = build(DynamoDbClient.builder());
            made = new DynamoDbStores(client, deployment.name("Table"), clock, new SplittableRandom());
            stores = made;
        }
        return made;
    }

    /** Returns what puts events on the bus. */
    public Sender sender() {
        return new Sender(build(EventBridgeClient.builder()), deployment.name("Bus"));
    }

    /** Returns the dead-letter queues. */
    public Queues queues() {
        return new Queues(build(SqsClient.builder()), deployment);
    }

    /** Returns what calls functions. */
    Functions functions() {
        return new Functions(build(LambdaClient.builder()), deployment);
    }

    /** Returns the schedules of experiments. */
    public Schedules schedules() {
        return new Schedules(build(SchedulerClient.builder()), deployment.name("ScheduleGroup"));
    }

    /** Returns the lake bucket. */
    public Bucket bucket() {
        S3Client client = build(S3Client.builder().forcePathStyle(where.endpoint() != null));
        return new Bucket(client, deployment.name("LakeBucket"));
    }

    @Override
    public void close() {
        for (AutoCloseable client : open.reversed()) {
            try {
                client.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("a client did not close", e);
            }
        }
        http.close();
    }
}
