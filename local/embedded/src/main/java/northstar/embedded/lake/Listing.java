package northstar.embedded.lake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.embedded.wire.Request;
import org.jspecify.annotations.Nullable;

/**
 * One page of ListObjectsV2.
 *
 * @param request what was asked
 * @param objects the objects on this page
 * @param folders common prefixes on this page, where a delimiter was given
 * @param next the last key or prefix of this page if there are more; null if this is the last page
 */
record Listing(
        Request request,
        SortedMap<String, FolderBucket.Properties> objects,
        Set<String> folders,
        @Nullable String next) {

    private static final int LARGEST_PAGE = 1000;

    static Listing of(SortedMap<String, FolderBucket.Properties> found, Request request) {
        String prefix = request.parameter("prefix").orElse("");
        String delimiter = request.parameter("delimiter").orElse("");
        String after = request.parameter("continuation-token")
                .or(() -> request.parameter("start-after"))
                .orElse("");
        int size = Math.min(
                LARGEST_PAGE,
                request.parameter("max-keys").map(Integer::valueOf).orElse(LARGEST_PAGE));
        SortedMap<String, FolderBucket.Properties> objects = new TreeMap<>();
        Set<String> folders = new LinkedHashSet<>();
        String last = "";
        for (Map.Entry<String, FolderBucket.Properties> object : found.entrySet()) {
            String key = object.getKey();
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String name = end < 0 ? key : key.substring(0, end + delimiter.length());
            if (name.compareTo(after) <= 0 || folders.contains(name)) {
                continue;
            }
            if (objects.size() + folders.size() == size) {
                return new Listing(request, objects, folders, last);
            }
            if (end < 0) {
                objects.put(key, object.getValue());
            } else {
                folders.add(name);
            }
            last = name;
        }
        return new Listing(request, objects, folders, null);
    }

    String xml(String bucket) {
        StringBuilder xml = new StringBuilder(Xml.HEAD)
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        element(xml, "Name", bucket);
        element(xml, "Prefix", name(request.parameter("prefix").orElse("")));
        element(xml, "KeyCount", String.valueOf(objects.size() + folders.size()));
        element(xml, "MaxKeys", request.parameter("max-keys").orElse(String.valueOf(LARGEST_PAGE)));
        request.parameter("delimiter").ifPresent(delimiter -> element(xml, "Delimiter", name(delimiter)));
        request.parameter("encoding-type").ifPresent(type -> element(xml, "EncodingType", type));
        element(xml, "IsTruncated", String.valueOf(next != null));
        if (next != null) {
            element(xml, "NextContinuationToken", next);
        }
        objects.forEach((key, properties) -> {
            xml.append("<Contents>");
            element(xml, "Key", name(key));
            element(
                    xml,
                    "LastModified",
                    properties.modified().truncatedTo(ChronoUnit.SECONDS).toString());
            element(xml, "ETag", "\"" + properties.etag() + "\"");
            element(xml, "Size", String.valueOf(properties.size()));
            xml.append("<StorageClass>STANDARD</StorageClass></Contents>");
        });
        for (String folder : folders) {
            xml.append("<CommonPrefixes>");
            element(xml, "Prefix", name(folder));
            xml.append("</CommonPrefixes>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private String name(String key) {
        return request.parameter("encoding-type").isPresent()
                ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/")
                : key;
    }

    private static void element(StringBuilder xml, String name, String content) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(Xml.escaped(content))
                .append("</")
                .append(name)
                .append('>');
    }
}
