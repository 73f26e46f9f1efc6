package northstar.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads the lake's own form: NDJSON, also packed as {@code .gz}. A line is an EventBridge envelope, a bare detail, or
 * {@code {"batch": […]}} of details, within an envelope or without. A detail that has {@code variant} is an exposure, one
 * that has {@code event} an activity.
 *
 * <p>A record is one detail; of a batch the good ones are taken, whatever the others are. An envelope's {@code time} is when
 * its details were received. Lines are UTF-8 and at most 1 MiB long; blank ones are none.
 */
public final class RawReader implements ObjectReader {
    @Override
    public void read(Path file, String name, Intake intake) throws IOException {
        boolean packed = name.toLowerCase(Locale.ROOT).endsWith(".gz");
        try (InputStream stored = Files.newInputStream(file)) {
            if (!packed) {
                read(new Lines(stored), intake);
            } else if (Files.size(file) > 0) {
                unpack(stored, intake);
            }
        }
    }

    private static void unpack(InputStream stored, Intake intake) throws IOException {
        try (InputStream unpacked = Lines.gunzip(stored)) {
            read(new Lines(unpacked), intake);
        } catch (IOException e) {
            if (!Lines.isDamage(e)) {
                throw e;
            }
            intake.refuse("line 1", "archive == damaged, must be a whole gzip", "");
        }
    }

    private static void read(Lines lines, Intake intake) throws IOException {
        RawLine line = new RawLine(intake);
        while (next(lines, intake)) {
            if (lines.isBlank()) {
                continue;
            }
            String text = lines.text();
            if (lines.isCut()) {
                line.refuse(
                        lines.number(), "line.length == more than " + Lines.MAX_LINE + " bytes, must be less", text);
            } else if (!lines.isUtf8(text)) {
                line.refuse(lines.number(), "line == bytes that are no text, must be UTF-8", text);
            } else {
                line.read(lines.number(), text);
            }
        }
    }

    private static boolean next(Lines lines, Intake intake) throws IOException {
        try {
            return lines.next();
        } catch (IOException e) {
            if (!Lines.isDamage(e)) {
                throw e;
            }
            String rest = lines.text();
            intake.refuse(
                    "line " + lines.number(),
                    "archive == damaged from here, must be a whole gzip",
                    rest.substring(0, Math.min(rest.length(), Intake.MAX_KEPT)));
            return false;
        }
    }
}
