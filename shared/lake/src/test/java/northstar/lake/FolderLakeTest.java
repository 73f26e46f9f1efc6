package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLakeTest {
    @TempDir
    private Path folder;

    private FolderLake lake() {
        return new FolderLake(folder.resolve("lake"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fetch_afterPut_isWhatWasPut() throws IOException {
        FolderLake lake = lake();
        lake.put("a/b", bytes("one"));
        lake.put("a/c", Files.write(folder.resolve("file"), bytes("two")));
        try (Lake.LocalCopy copy = lake.fetch("a/c").orElseThrow()) {
            assertThat(copy.path()).hasContent("two");
            assertThat(copy.object()).isEqualTo(lake.find("a/c").orElseThrow());
        }
        assertThat(lake.list("")).extracting(Lake.StoredObject::key).containsExactly("a/b", "a/c");
    }

    @Test
    void list_prefix_isAPrefixOfTheKeyNotOfTheFolder() {
        FolderLake lake = lake();
        for (String key : new String[] {"raw/b/1", "raw/a1", "raw/a/2", "raw/ab/3", "rawer/4"}) {
            lake.put(key, bytes("x"));
        }
        assertThat(lake.list("raw/a"))
                .extracting(Lake.StoredObject::key)
                .containsExactly("raw/a/2", "raw/a1", "raw/ab/3");
        assertThat(lake.list("raw")).hasSize(5);
        assertThat(lake.list("nothing/")).isEmpty();
    }

    @Test
    void put_again_changesTheEtag() {
        FolderLake lake = lake();
        lake.put("a", bytes("one"));
        String etag = lake.find("a").orElseThrow().etag();
        lake.put("a", bytes("two"));
        assertThat(lake.find("a").orElseThrow().etag()).isNotEqualTo(etag);
    }

    @Test
    void delete_twice_isAsGoodAsOnce() {
        FolderLake lake = lake();
        lake.put("a", bytes("one"));
        lake.delete("a");
        lake.delete("a");
        assertThat(lake.find("a")).isEmpty();
        assertThat(lake.fetch("a")).isEmpty();
    }

    @Test
    void find_folder_isNoObject() {
        FolderLake lake = lake();
        lake.put("a/b", bytes("one"));
        assertThat(lake.find("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a", "a/../../b", "/a", "a//b", "a/", "", ".", "a/./b", "a\\b", "a/.northstar-1", "a\0b"})
    void put_keyThatLeadsOut_isRefused(String key) {
        assertThatThrownBy(() -> lake().put(key, bytes("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a path within the lake");
    }

    @Test
    void list_prefixThatLeadsOut_findsNothing() throws IOException {
        Files.write(folder.resolve("outside"), bytes("x"));
        assertThat(lake().list("../")).isEmpty();
    }

    @Test
    void put_fileThatIsNone_leavesNothingBehind() {
        FolderLake lake = lake();
        assertThatThrownBy(() -> lake.put("a", folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
        assertThat(folder.resolve("lake")).isEmptyDirectory();
    }

    @Test
    void list_unfinishedObject_isNotSeen() throws IOException {
        FolderLake lake = lake();
        lake.put("a", bytes("x"));
        Files.write(folder.resolve("lake/.northstar-1"), bytes("x"));
        assertThat(lake.list("")).hasSize(1);
    }

    @Test
    void delete_folder_throws() {
        FolderLake lake = lake();
        lake.put("a/b", bytes("x"));
        assertThatThrownBy(() -> lake.delete("a")).isInstanceOf(UncheckedIOException.class);
    }
}
