package northstar.measurement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Random rows of a unit table that has everything: absent values, quoted text, units in two variants. */
final class Rows {
    private Rows() {}

    static List<Map<String, String>> random(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("user", "u" + i);
            row.put("arm", String.valueOf(random.nextInt(2)));
            row.put("note", random.nextInt(10) == 0 ? "a \"b\",\nc" : "plain");
            row.put("revenue", maybe(random, 0.1, "", String.valueOf(random.nextDouble() * 1000 - 100)));
            row.put("gift", String.valueOf(random.nextInt(100_000) / 100.0));
            row.put("visits", maybe(random, 0.05, "-999", String.valueOf(random.nextInt(30))));
            row.put("converted", String.valueOf(random.nextInt(2)));
            row.put("history", maybe(random, 0.2, "-999", String.valueOf(random.nextDouble())));
            row.put("age", String.valueOf(20 + random.nextInt(60)));
            rows.add(row);
            if (random.nextInt(50) == 0) {
                Map<String, String> again = new LinkedHashMap<>(row);
                again.put("arm", row.get("arm").equals("0") ? "1" : "0");
                rows.add(again);
            }
        }
        return rows;
    }

    private static String maybe(SplittableRandom random, double share, String absent, String present) {
        return random.nextDouble() < share ? absent : present;
    }

    static String csv(List<Map<String, String>> rows) {
        return String.join(",", rows.getFirst().keySet()) + "\n"
                + rows.stream()
                        .map(row -> row.values().stream().map(Rows::cell).collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"));
    }

    private static String cell(String text) {
        return text.matches("[^\",\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
