package northstar.embedded.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import northstar.embedded.bus.BusEvent;
import northstar.embedded.template.DeliveryStream;

/**
 * The Firehose streams of the template. They keep events until {@link #flush}, which puts those of each stream into the
 * bucket as one object, an event on each line. Thread-safe.
 */
public final class Streams {

    private static final Pattern TIMESTAMP = Pattern.compile("!\\{timestamp:([^}]*)}");
    private static final DateTimeFormatter NAME = pattern("yyyy-MM-dd-HH-mm-ss");

    private final BiConsumer<String, byte[]> bucket;
    private final InstantSource clock;
    private final Map<DeliveryStream, List<BusEvent>> waiting = new LinkedHashMap<>();
    private long number;

    /**
     * @param bucket puts content under a key and says so on the default bus
     * @param clock tells when an object is put, which its key says
     */
    public Streams(BiConsumer<String, byte[]> bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    /** Takes an event. */
    public synchronized void put(DeliveryStream stream, BusEvent event) {
        waiting.computeIfAbsent(stream, first -> new ArrayList<>()).add(event);
    }

    /** Puts what waits into the bucket; returns whether there was anything. */
    public boolean flush() {
        Map<String, byte[]> objects = objects();
        objects.forEach(bucket);
        return !objects.isEmpty();
    }

    private synchronized Map<String, byte[]> objects() {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        waiting.forEach((stream, events) -> objects.put(key(stream), content(stream, events)));
        waiting.clear();
        return objects;
    }

    private String key(DeliveryStream stream) {
        Instant now = clock.instant();
        String folder = TIMESTAMP
                .matcher(stream.prefix())
                .replaceAll(match -> pattern(match.group(1)).format(now));
        number++;
        return "%s%s-1-%s-%08d%s".formatted(folder, stream.logicalId(), NAME.format(now), number, stream.extension());
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static byte[] content(DeliveryStream stream, List<BusEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = stream.extension().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            for (BusEvent event : events) {
                out.write(line(event).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** EventBridge writes an event on one line; within JSON a line can only end between two tokens. */
    private static String line(BusEvent event) {
        return event.json().replace('\n', ' ').replace('\r', ' ') + "\n";
    }
}
