package northstar.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** How the lake's own objects are called: the same content is always called the same. */
final class Names {
    static final String MANIFESTS = "manifests/objects/";
    static final String REJECTED = "rejected/";

    private static final int HASH = 16;
    private static final String DAY = "dt=";

    private Names() {}

    /** Returns the version of an object, which changes with its content and its time. */
    static String version(Lake.StoredObject object) {
        return hash(Times.micros(object.modified()) + " " + object.etag());
    }

    /** Returns how the names of all versions of an object begin. */
    static String ofAll(String object) {
        return hash(object) + "-";
    }

    /** Returns the name of a version. */
    static String of(String object, String version) {
        return ofAll(object) + version;
    }

    static String manifest(String name) {
        return MANIFESTS + name + ".json";
    }

    static String rejected(String name) {
        return REJECTED + name + ".ndjson";
    }

    /** Returns the day of a part, a table or a manifest. */
    static LocalDate day(String key) {
        int start = key.indexOf(DAY) + DAY.length();
        int slash = key.indexOf('/', start);
        return LocalDate.parse(key.substring(start, slash < 0 ? key.length() - ".json".length() : slash));
    }

    private static String hash(String text) {
        return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a hash of what a file holds. */
    static String hash(Path file) {
        MessageDigest digest = sha256();
        try (InputStream content = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] chunk = new byte[1 << 16];
            while (content.read(chunk) >= 0) {
                // The digest sees what is read.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash).substring(0, HASH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform knows SHA-256", e);
        }
    }
}
