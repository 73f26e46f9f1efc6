package northstar.portfolio;

import java.util.Arrays;

/** Reads the cells of golden files that hold several numbers. */
final class Numbers {
    private Numbers() {}

    static double[] list(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
