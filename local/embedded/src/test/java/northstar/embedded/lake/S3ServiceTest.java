package northstar.embedded.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.wire.EmbeddedSdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final List<TimedEvent> announced = new ArrayList<>();

    private S3Client client() {
        return EmbeddedSdk.client(S3Client.builder(), service());
    }

    private S3Service service() {
        return new S3Service(
                "lake",
                folder,
                (bus, event, resources) -> {
                    assertThat(bus).isEqualTo("default");
                    assertThat(resources).containsExactly("arn:aws:s3:::lake");
                    announced.add(event);
                    return "id";
                },
                InstantSource.fixed(NOW));
    }

    private PutObjectResponse put(String key, String content) {
        return client().putObject(put -> put.bucket("lake").key(key), RequestBody.fromString(content));
    }

    private String get(String key) {
        return client().getObjectAsBytes(get -> get.bucket("lake").key(key)).asUtf8String();
    }

    @Test
    void putObject_content_isAFileOfTheFolder() throws IOException {
        PutObjectResponse response = put("units/rye/users.csv", "unit,group\n1,a\n");

        assertThat(response.eTag()).isEqualTo("\"1714fad4d1f16666d9d70263271593e5\"");
        assertThat(folder.resolve("units/rye/users.csv")).hasContent("unit,group\n1,a\n");
        assertThat(files()).containsExactly("units/rye/users.csv");
    }

    @Test
    void putObject_stream_isJoinedFromItsChunks() throws IOException {
        byte[] content = "0123456789abcdef".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

        client().putObject(
                        put -> put.bucket("lake").key("large"),
                        RequestBody.fromInputStream(new ByteArrayInputStream(content), content.length));

        assertThat(Files.readAllBytes(folder.resolve("large"))).isEqualTo(content);
    }

    @Test
    void putObject_again_replaces() {
        put("key", "old");
        put("key", "new");

        assertThat(get("key")).isEqualTo("new");
    }

    @Test
    void putObject_onlyIfAbsent_refusesTheSecond() {
        client().putObject(put -> put.bucket("lake").key("lease").ifNoneMatch("*"), RequestBody.fromString("first"));

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> client().putObject(
                                put -> put.bucket("lake").key("lease").ifNoneMatch("*"),
                                RequestBody.fromString("second")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(get("lease")).isEqualTo("first");
    }

    @Test
    void putObject_time_isThatOfTheClockInEveryAnswer() {
        put("units/key", "1234");

        assertThat(head("units/key").lastModified()).isEqualTo(NOW);
        assertThat(client().listObjectsV2(list -> list.bucket("lake").prefix("units/k"))
                        .contents())
                .singleElement()
                .satisfies(object -> assertThat(object.lastModified()).isEqualTo(NOW));
    }

    /** Neither size nor time tells the two apart. */
    @Test
    void putObject_sameSizeAtTheSameTime_hasItsNewETag() {
        String before = put("key", "1234").eTag();
        String after = put("key", "4321").eTag();

        assertThat(after).isNotEqualTo(before);
        assertThat(head("key").eTag()).isEqualTo(after);
    }

    @Test
    void store_bytes_areAnObjectThatIsAnnounced() {
        service().store("raw/events/1.ndjson", "{}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(get("raw/events/1.ndjson")).isEqualTo("{}\n");
        assertThat(announced).hasSize(1);
    }

    @Test
    void putObject_announcesTheObjectOnTheDefaultBus() {
        put("units/rye/a b.csv", "1234");

        assertThat(announced).hasSize(1);
        TimedEvent event = announced.getFirst();
        assertThat(event.detailType()).isEqualTo("Object Created");
        assertThat(event.source()).isEqualTo("aws.s3");
        assertThat(event.time()).isEqualTo(NOW);
        assertThat(event.detail())
                .contains("\"bucket\":{\"name\":\"lake\"}")
                .contains(
                        "\"object\":{\"key\":\"units/rye/a b.csv\",\"size\":4,\"etag\":\"81dc9bdb52d04dc20036dbd8313ed055\"")
                .contains("\"reason\":\"PutObject\"");
    }

    @Test
    void getObject_streamed_hasLengthAndETag() throws IOException {
        put("key", "1234");

        Path copy = folder.resolve("copy");
        GetObjectResponse response =
                client().getObject(get -> get.bucket("lake").key("key"), ResponseTransformer.toFile(copy));

        assertThat(copy).hasContent("1234");
        assertThat(response.contentLength()).isEqualTo(4);
        assertThat(response.eTag()).isEqualTo("\"81dc9bdb52d04dc20036dbd8313ed055\"");
    }

    @Test
    void getObject_fileThatWasChangedByHand_hasItsNewETag() throws IOException {
        String before = put("key", "1234").eTag();

        Files.writeString(folder.resolve("key"), "12345");

        assertThat(head("key").eTag()).isNotEqualTo(before);
        assertThat(head("key").contentLength()).isEqualTo(5);
    }

    @Test
    void getObject_absent_isNoSuchKey() {
        assertThatExceptionOfType(NoSuchKeyException.class)
                .isThrownBy(() -> get("absent"))
                .withMessageContaining("The specified key does not exist: absent");
    }

    @Test
    void headObject_absent_isNoSuchKey() {
        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> head("absent"));
    }

    @Test
    void getObject_otherBucket_isNoSuchBucket() {
        assertThatExceptionOfType(NoSuchBucketException.class)
                .isThrownBy(
                        () -> client().getObjectAsBytes(get -> get.bucket("sea").key("key")));
    }

    @Test
    void getObject_pathStyle_isTheSame() {
        put("a/b", "1234");

        try (S3Client pathStyle = EmbeddedSdk.client(S3Client.builder().forcePathStyle(true), service())) {
            assertThat(pathStyle
                            .getObjectAsBytes(get -> get.bucket("lake").key("a/b"))
                            .asUtf8String())
                    .isEqualTo("1234");
        }
    }

    @Test
    void getObject_range_isNotOffered() {
        put("key", "1234");

        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> client().getObjectAsBytes(
                                get -> get.bucket("lake").key("key").range("bytes=0-1")))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"));
    }

    @Test
    void deleteObject_presentOrNot_isGone() {
        put("key", "1234");

        client().deleteObject(delete -> delete.bucket("lake").key("key"));
        client().deleteObject(delete -> delete.bucket("lake").key("key"));

        assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> get("key"));
    }

    @Test
    void listObjects_prefix_isInTheOrderOfTheKeys() {
        put("units/rye/2 & <3>.csv", "12");
        put("units/rye/1+1 ü.csv", "1");
        put("units/oat/1.csv", "1");

        ListObjectsV2Response response =
                client().listObjectsV2(list -> list.bucket("lake").prefix("units/rye/"));

        assertThat(response.contents())
                .extracting(S3Object::key)
                .containsExactly("units/rye/1+1 ü.csv", "units/rye/2 & <3>.csv");
        assertThat(response.contents()).extracting(S3Object::size).containsExactly(1L, 2L);
        assertThat(response.isTruncated()).isFalse();
        assertThat(get("units/rye/1+1 ü.csv")).isEqualTo("1");
    }

    @Test
    void listObjects_pages_areAllObjects() {
        for (int i = 0; i < 7; i++) {
            put("k" + i, "");
        }

        assertThat(client().listObjectsV2Paginator(list -> list.bucket("lake").maxKeys(3)).stream()
                        .map(page -> page.contents().size()))
                .containsExactly(3, 3, 1);
    }

    @Test
    void listObjects_delimiter_foldsFolders() {
        for (String key : List.of("a.csv", "units/oat/1", "units/rye/1", "units/rye/2", "z/1")) {
            put(key, "");
        }

        ListObjectsV2Response response =
                client().listObjectsV2(list -> list.bucket("lake").delimiter("/"));

        assertThat(response.contents()).extracting(S3Object::key).containsExactly("a.csv");
        assertThat(response.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("units/", "z/");
    }

    @Test
    void listObjects_emptyLake_isEmpty() {
        assertThat(client().listObjectsV2(list -> list.bucket("lake")).contents())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "a//b", "a/", "/etc/passwd", "a/./b"})
    void putObject_keyThatIsNoFileOfTheFolder_isRefused(String key) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> put(key, ""))
                .withMessageContaining("must be a relative path without");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void createBucket_notOffered_isRefused() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> client().createBucket(create -> create.bucket("sea")));
    }

    private HeadObjectResponse head(String key) {
        return client().headObject(head -> head.bucket("lake").key(key));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
