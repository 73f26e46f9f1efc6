package northstar.lake.imports;

import java.util.Arrays;

/** The bytes of one record, up to {@link Limits#RECORD} and one more. */
final class RecordBytes {
    private byte[] bytes = new byte[4 * 1024];
    private int length;

    void clear() {
        length = 0;
    }

    void add(int next) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * length, Limits.RECORD + 1));
        }
        bytes[length++] = (byte) next;
    }

    boolean isTooLong() {
        return length > Limits.RECORD;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Returns where the first line ends, or -1 if there is just one. */
    int firstLineEnd() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
