package northstar.embedded.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import northstar.embedded.account.Account;
import northstar.embedded.bus.Publisher;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.template.EventRule;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.Response;
import northstar.embedded.wire.Service;
import northstar.embedded.wire.ServiceException;
import software.amazon.awssdk.core.SdkBytes;

/**
 * S3 on the wire, with one bucket that is a folder: get, put, head, delete and list objects. Each put is announced on the
 * default bus as {@code Object Created}, as S3 does for a bucket whose events go to EventBridge.
 */
public final class S3Service implements Service {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SdkBytes NOTHING = SdkBytes.fromByteArrayUnsafe(new byte[0]);

    private final String bucket;
    private final FolderBucket objects;
    private final Publisher publisher;
    private final InstantSource clock;
    private final AtomicLong sequence = new AtomicLong();

    /**
     * @param bucket the bucket's name
     * @param folder where its objects lie; made when something is put
     */
    public S3Service(String bucket, Path folder, Publisher publisher, InstantSource clock) {
        this.bucket = bucket;
        this.objects = new FolderBucket(folder);
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        try {
            String key = key(request);
            return switch (request.method()) {
                case "GET" -> key.isEmpty() ? list(request) : get(request, key);
                case "HEAD" -> head(key);
                case "PUT" -> put(request, key);
                case "DELETE" -> delete(key);
                default -> throw notImplemented(request.method() + " " + request.path());
            };
        } catch (ServiceException e) {
            SdkBytes body = request.method().equals("HEAD") ? NOTHING : SdkBytes.fromUtf8String(Xml.error(e));
            return new Response(e.status(), Map.of("Content-Type", "application/xml"), body);
        }
    }

    private Response get(Request request, String key) {
        if (request.header("range").isPresent()) {
            throw notImplemented("Range");
        }
        FolderBucket.Properties properties = existing(key);
        return new Response(200, headers(properties), SdkBytes.fromByteArrayUnsafe(objects.content(key)));
    }

    private Response head(String key) {
        FolderBucket.Properties properties = existing(key);
        Map<String, String> headers = new HashMap<>(headers(properties));
        headers.put("Content-Length", String.valueOf(properties.size()));
        return new Response(200, headers, NOTHING);
    }

    private Response put(Request request, String key) {
        if (request.header("x-amz-copy-source").isPresent()) {
            throw notImplemented("CopyObject");
        }
        if (request.header("if-none-match").filter("*"::equals).isPresent()
                && objects.properties(key).isPresent()) {
            throw new ServiceException(
                    412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
        FolderBucket.Properties properties = put(key, AwsChunks.content(request));
        return new Response(200, Map.of("ETag", quoted(properties.etag())), NOTHING);
    }

    /** Puts an object into the bucket, as a service of AWS does, and announces it. */
    public void store(String key, byte[] content) {
        put(key, content);
    }

    private FolderBucket.Properties put(String key, byte[] content) {
        FolderBucket.Properties properties = objects.put(key, content, clock.instant());
        announce(key, properties);
        return properties;
    }

    private Response delete(String key) {
        objects.delete(key);
        return new Response(204, Map.of(), NOTHING);
    }

    private Response list(Request request) {
        if (!request.parameter("list-type").equals(Optional.of("2"))) {
            throw notImplemented("GET without list-type=2");
        }
        String prefix = request.parameter("prefix").orElse("");
        Listing listing = Listing.of(objects.list(prefix), request);
        return new Response(
                200, Map.of("Content-Type", "application/xml"), SdkBytes.fromUtf8String(listing.xml(bucket)));
    }

    private void announce(String key, FolderBucket.Properties properties) {
        String number = String.format("%016X", sequence.incrementAndGet());
        ObjectNode detail = JSON.createObjectNode().put("version", "0");
        detail.putObject("bucket").put("name", bucket);
        detail.putObject("object")
                .put("key", key)
                .put("size", properties.size())
                .put("etag", properties.etag())
                .put("sequencer", number);
        detail.put("request-id", number).put("requester", Account.ID).put("reason", "PutObject");
        publisher.publish(
                EventRule.DEFAULT_BUS,
                new TimedEvent("Object Created", "aws.s3", detail.toString(), clock.instant()),
                List.of("arn:aws:s3:::" + bucket));
    }

    private FolderBucket.Properties existing(String key) {
        return objects.properties(key)
                .orElseThrow(() -> new ServiceException(404, "NoSuchKey", "The specified key does not exist: " + key));
    }

    /** The key of a request in path style ({@code /bucket/key}) or virtual host style ({@code bucket.s3...}). */
    private String key(Request request) {
        String path = URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
        String rest = path.startsWith("/") ? path.substring(1) : path;
        String name;
        String key;
        if (!request.host().contains(".s3.")) {
            int slash = rest.indexOf('/');
            name = slash < 0 ? rest : rest.substring(0, slash);
            key = slash < 0 ? "" : rest.substring(slash + 1);
        } else {
            name = request.host().substring(0, request.host().indexOf(".s3."));
            key = rest;
        }
        if (!name.equals(bucket)) {
            throw new ServiceException(404, "NoSuchBucket", "The specified bucket does not exist: " + name);
        }
        return key;
    }

    private static Map<String, String> headers(FolderBucket.Properties properties) {
        return Map.of(
                "ETag", quoted(properties.etag()),
                "Content-Type", "application/octet-stream",
                "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                properties.modified().atOffset(ZoneOffset.UTC)));
    }

    private static String quoted(String etag) {
        return "\"" + etag + "\"";
    }

    private static ServiceException notImplemented(String what) {
        return new ServiceException(501, "NotImplemented", what + ", must be one of the calls of the embedded system");
    }
}
