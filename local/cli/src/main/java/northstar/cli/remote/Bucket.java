package northstar.cli.remote;

import java.nio.file.Path;
import northstar.lake.Lake;
import northstar.lake.s3.S3Lake;
import software.amazon.awssdk.services.s3.S3Client;

/** The lake bucket. */
public final class Bucket {
    private final S3Client client;
    private final String name;

    Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    /** Puts a file there. */
    public void put(String key, Path file) {
        client.putObject(request -> request.bucket(name).key(key), file);
    }

    /**
     * Returns it as a lake.
     *
     * @param copies folder for copies of its objects
     */
    public Lake lake(Path copies) {
        return new S3Lake(client, name, copies);
    }

    /** Returns what it is called. */
    public String name() {
        return name;
    }
}
