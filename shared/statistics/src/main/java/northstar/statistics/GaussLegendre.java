package northstar.statistics;

/** Nodes and weights of Gauss-Legendre quadrature on [-1, 1], the nodes ascending. */
final class GaussLegendre {
    private static final int[] SIZES = {32, 48, 64, 96, 128, 192, 256, 384, 512};
    private static final GaussLegendre[] RULES = new GaussLegendre[SIZES.length];

    static {
        for (int i = 0; i < SIZES.length; i++) {
            RULES[i] = of(SIZES[i]);
        }
    }

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /** Returns the smallest rule of 32 to 512 nodes that has so many, or the largest. */
    static GaussLegendre ofAtLeast(double nodes) {
        int i = 0;
        while (i < SIZES.length - 1 && SIZES[i] < nodes) {
            i++;
        }
        return RULES[i];
    }

    int size() {
        return nodes.length;
    }

    double node(int i) {
        return nodes[i];
    }

    double weight(int i) {
        return weights[i];
    }

    /** Newton's method on the Legendre polynomial, from the usual guess. */
    private static GaussLegendre of(int size) {
        double[] nodes = new double[size];
        double[] weights = new double[size];
        for (int i = 0; i < (size + 1) / 2; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (size + 0.5));
            double slope = 1;
            for (int iteration = 0; iteration < 10; iteration++) {
                double value = 1;
                double before = 0;
                for (int k = 1; k <= size; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                slope = size * (x * value - before) / (x * x - 1);
                x -= value / slope;
            }
            nodes[i] = -x;
            nodes[size - 1 - i] = x;
            weights[i] = 2 / ((1 - x * x) * slope * slope);
            weights[size - 1 - i] = weights[i];
        }
        return new GaussLegendre(nodes, weights);
    }
}
