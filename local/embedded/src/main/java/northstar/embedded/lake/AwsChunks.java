package northstar.embedded.lake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.ServiceException;

/**
 * The {@code aws-chunked} form in which the SDK uploads: each chunk as its length in hexadecimal, a line end, its bytes and
 * a line end; a chunk of length 0 ends it, and checksums follow.
 */
final class AwsChunks {

    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private AwsChunks() {}

    /** The content of an upload, whether it came in chunks or plain. */
    static byte[] content(Request request) {
        byte[] body = request.body().asByteArrayUnsafe();
        boolean chunked = request.header("content-encoding").orElse("").contains("aws-chunked");
        return chunked ? joined(body) : body;
    }

    private static byte[] joined(byte[] body) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
        int position = 0;
        while (true) {
            int lineEnd = lineEnd(body, position);
            int length = length(new String(body, position, lineEnd - position, StandardCharsets.US_ASCII));
            position = lineEnd + LINE_END.length;
            if (length == 0) {
                return content.toByteArray();
            }
            if (length > body.length - position) {
                throw incomplete();
            }
            content.write(body, position, length);
            position += length + LINE_END.length;
        }
    }

    /** A chunk's line may carry a signature after a semicolon. */
    private static int length(String line) {
        int semicolon = line.indexOf(';');
        try {
            return Integer.parseUnsignedInt(semicolon < 0 ? line : line.substring(0, semicolon), 16);
        } catch (NumberFormatException e) {
            throw incomplete();
        }
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i < body.length - 1; i++) {
            if (body[i] == LINE_END[0] && body[i + 1] == LINE_END[1]) {
                return i;
            }
        }
        throw incomplete();
    }

    private static ServiceException incomplete() {
        return new ServiceException(400, "IncompleteBody", "The request body terminated unexpectedly.");
    }
}
