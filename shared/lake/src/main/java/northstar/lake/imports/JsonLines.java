package northstar.lake.imports;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import northstar.events.ForeignJson;
import northstar.events.MalformedInputException;

/** A text with one JSON object on each line; blank lines do not count. */
final class JsonLines {
    private static final String TOO_LONG = "line == longer than " + Limits.RECORD + " bytes, must be shorter";
    static final String NOT_UTF8 = "text == bytes that are no UTF-8, must be UTF-8";

    private final Bytes text;
    private final Records records;
    private final RecordBytes line = new RecordBytes();

    JsonLines(Bytes text, Records records) {
        this.text = text;
        this.records = records;
    }

    void read() throws IOException {
        boolean isLast = false;
        for (long number = 1; !isLast; number++) {
            line.clear();
            int next = text.next();
            while (next >= 0 && next != '\n') {
                if (!line.isTooLong()) {
                    line.add(next);
                }
                next = text.next();
            }
            isLast = next < 0;
            String damage = isLast ? text.damage() : null;
            if (damage != null) {
                records.refuse(number, damage, Records.kept(line.bytes(), line.length()));
            } else if (line.isTooLong()) {
                records.refuse(number, TOO_LONG, Records.kept(line.bytes(), line.length()));
            } else if (!line.isBlank()) {
                take(number);
            }
        }
    }

    private void take(long number) {
        String json;
        try {
            json = Records.decoded(line.bytes(), line.length());
        } catch (CharacterCodingException e) {
            records.refuse(number, NOT_UTF8, Records.kept(line.bytes(), line.length()));
            return;
        }
        Fields fields;
        try {
            fields = new Fields(ForeignJson.object(json), false);
        } catch (MalformedInputException e) {
            records.refuse(number, String.valueOf(e.getMessage()), Records.kept(json));
            return;
        }
        records.accept(number, json, fields);
    }
}
