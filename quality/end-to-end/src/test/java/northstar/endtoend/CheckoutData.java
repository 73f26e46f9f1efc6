package northstar.endtoend;

import java.util.SplittableRandom;

/** A table with one row per unit. */
final class CheckoutData {
    private static final int UNITS = 400;

    private CheckoutData() {}

    static String table() {
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder table = new StringBuilder("visitor,group,spend\n");
        for (int i = 0; i < UNITS; i++) {
            boolean isNew = random.nextBoolean();
            int spend = random.nextInt(40) + (isNew ? 2 : 0);
            table.append("visitor-%d,%s,%d\n".formatted(i, isNew ? "new" : "old", spend));
        }
        return table.toString();
    }
}
