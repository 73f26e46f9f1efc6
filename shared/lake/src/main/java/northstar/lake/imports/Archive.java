package northstar.lake.imports;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The texts that a file holds: itself, or what is packed in it by gzip, zip, or one in the other. */
final class Archive {
    private static final int DEEPEST = 4;
    private static final String DAMAGED = "archive == damaged, must be whole";

    private final Reader reader;

    private Archive(Reader reader) {
        this.reader = reader;
    }

    /** Takes the texts. */
    interface Reader {
        /**
         * Reads a text.
         *
         * @param entry its name in the archive, or nothing if the file is no archive of several
         * @param name a name whose ending tells what it is
         */
        void read(String entry, String name, Bytes text) throws IOException;

        /** Takes note that the rest of an archive cannot be unpacked. */
        void broken(String entry, String reason);
    }

    /** Gives all texts of a file to a reader. */
    static void read(Path file, String name, Reader reader) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            new Archive(reader).open(in, "", name, 0);
        }
    }

    private void open(InputStream packed, String entry, String name, int depth) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed, 64 * 1024);
        int magic = 0;
        try {
            in.mark(2);
            magic = in.read() << 8 | in.read();
            in.reset();
        } catch (ZipException | EOFException e) {
            reader.broken(entry, DAMAGED);
            return;
        }
        boolean isGzip = magic == 0x1F8B;
        if (!isGzip && magic != 0x504B) {
            reader.read(entry, name, new Bytes(in));
        } else if (depth == DEEPEST) {
            reader.broken(entry, "archive == in more than " + DEEPEST + " others, must be in fewer");
        } else if (isGzip) {
            gzip(in, entry, name, depth);
        } else {
            zip(in, entry, depth);
        }
    }

    private void gzip(InputStream in, String entry, String name, int depth) throws IOException {
        InputStream unpacked;
        try {
            unpacked = new GZIPInputStream(in);
        } catch (ZipException | EOFException e) {
            reader.broken(entry, DAMAGED);
            return;
        }
        boolean hasEnding = name.toLowerCase(Locale.ROOT).endsWith(".gz");
        open(unpacked, entry, hasEnding ? name.substring(0, name.length() - 3) : name, depth + 1);
    }

    private void zip(InputStream in, String outer, int depth) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                    String name = shown(entry.getName());
                    open(new Kept(zip), outer.isEmpty() ? name : shown(outer + "/" + name), name, depth + 1);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            reader.broken(outer, DAMAGED);
        }
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > Limits.LABEL ? plain.substring(plain.length() - Limits.LABEL) : plain;
    }

    /** An entry that leaves the archive around it open. */
    private static final class Kept extends FilterInputStream {
        Kept(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
