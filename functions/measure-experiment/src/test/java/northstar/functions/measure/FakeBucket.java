package northstar.functions.measure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Objects by key, each with the time at which it was put. */
final class FakeBucket implements S3Client {
    private final Map<String, Stored> objects = new HashMap<>();

    /** Stores an object that breaks off while it is read. */
    void putBroken(String key) {
        objects.put(key, new Stored(null, Instant.EPOCH));
    }

    /** An object; one without text breaks off. */
    private record Stored(@Nullable String text, Instant modified) {}

    void put(String key, String text, Instant modified) {
        objects.put(key, new Stored(text, modified));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        Stored stored = objects.get(request.key());
        if (stored == null) {
            throw NoSuchKeyException.builder().message("no such key").build();
        }
        GetObjectResponse response =
                GetObjectResponse.builder().lastModified(stored.modified()).build();
        try {
            return transformer.transform(response, AbortableInputStream.create(content(stored.text())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream content(@Nullable String text) throws IOException {
        if (text != null) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
        InputStream brokenOff = InputStream.nullInputStream();
        brokenOff.close();
        return brokenOff;
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return getObject(request, ResponseTransformer.toInputStream());
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {
        // nothing is open
    }
}
